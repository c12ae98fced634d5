import { dateText, daysOf, type LoggedDay } from "../callLog/days.ts";
import { csv } from "../callLog/formats/csv.ts";
import { FINDING_KINDS, type Keeping } from "../callLog/kinds.ts";
import { LogParser } from "../callLog/parser.ts";
import { spanText } from "../callLog/selectDays.ts";
import { LOGGED_OUTCOMES, type LoggedCalls } from "../callLog/types.ts";
import { UnusableLog } from "../callLog/unusable.ts";
import type { Problem } from "../errors.ts";
import {
  childOf,
  type DocumentNode,
  type Path,
  type ScalarNode,
  type TextSource,
} from "./document.ts";
import { brief, type Mistake, problemAt, problemIn } from "./problems.ts";

/** The calls of a log that the replay of a demand names, by day. */
export interface SelectedCalls {
  readonly calls: LoggedCalls;
  readonly days: readonly { readonly date: string; readonly rows: readonly number[] }[];
}

type ReadTable = (file: ScalarNode) => TextSource | undefined;

const PHANTOM = LOGGED_OUTCOMES.indexOf("phantom");
const MOST_MISTAKES = 20;

/**
 * The calls that each demand with a `replay` names, by demand. What is wrong with a log is a
 * problem of that file; a day, type or priority that it does not have, one of the scenario.
 */
export function selectCalls(
  root: DocumentNode,
  readTable: ReadTable,
  problems: Problem[],
): ReadonlyMap<string, SelectedCalls> {
  const logs = new Map<string, LoggedCalls | undefined>();
  const selected = new Map<string, SelectedCalls>();
  const demand = childOf(root, "demand");
  for (const name of demand?.kind === "map" ? demand.entries.keys() : []) {
    const path = ["demand", name, "replay"];
    const replay = childOf(childOf(demand!, name)!, "replay");
    const file = replay && childOf(replay, "log");
    if (file?.kind !== "scalar" || file.value === null) continue;
    const key = `${file.origin.source.name}\n${file.value}`;
    if (!logs.has(key)) logs.set(key, logOf(readTable(file), problems));
    const calls = logs.get(key);
    if (calls) selected.set(name, select(calls, root, path, problems));
  }
  return selected;
}

/** Undefined where a line is left out, or none can be read: a replay wants them all. */
function logOf(source: TextSource | undefined, problems: Problem[]): LoggedCalls | undefined {
  if (source === undefined) return undefined;
  const parser = new LogParser(csv, { badLinesMax: 1 });
  try {
    parser.feed(Buffer.from(`${source.lines.join("\n")}\n`));
    const { calls, findings } = parser.finish();
    const before = problems.length;
    FINDING_KINDS.forEach(({ keeping, says }, kind) => {
      if (!ASTRAY.has(keeping)) return;
      const { lines, given } = findings.first(kind, MOST_MISTAKES);
      for (const line of lines) problems.push(problemOf(source, line, says, given));
    });
    return problems.length === before ? calls : undefined;
  } catch (error) {
    if (!(error instanceof UnusableLog)) throw error;
    for (const reason of error.reasons) problems.push(problemOf(source, 1, reason, ""));
    return undefined;
  }
}

/** What a line loses must not be lost in silence; what is repaired, `busyhour import` tells. */
const ASTRAY = new Set<Keeping>(["left out", "kept without the value"]);

function problemOf(source: TextSource, line: number, says: string, given: string): Problem {
  const text = source.lines[line - 1] ?? "";
  const place = { source, line, column: 1, length: Math.max(1, text.length) };
  const hint = "busyhour import says what is in a log";
  return problemAt(place, [], { wanted: "calls of a log", given: given || says, hint });
}

function select(
  calls: LoggedCalls,
  root: DocumentNode,
  path: Path,
  problems: Problem[],
): SelectedCalls {
  const all = daysOf(calls);
  const before = problems.length;
  const days = new Set(all.map(({ day }) => dateText(day)));
  const priorities = new Set([...calls.priority].filter((each) => each >= 0).map(String));
  const chosen = (key: string, known: Iterable<string>, wanted: string) =>
    namesAt(root, [...path, key], [...known], wanted, problems);
  const dates = chosen("days", days, `a day of the log: ${spanText(all)}`);
  const types = chosen("types", calls.types, `a type of call in the log (${brief(calls.types)})`);
  const wanted = `a priority in the log (${brief([...priorities].sort())})`;
  const levels = chosen("priorities", priorities, wanted);
  const isChosen = (row: number) =>
    calls.outcome[row] !== PHANTOM &&
    (types?.has(calls.types[calls.type[row]!]!) ?? true) &&
    (levels?.has(String(calls.priority[row])) ?? true);
  const named = all.filter(({ day }) => dates?.has(dateText(day)) ?? true);
  const found = { calls, days: named.map((day) => dayOf(day, isChosen)) };
  if (problems.length === before && found.days.every(({ rows }) => rows.length === 0)) {
    const mistake: Mistake = { wanted: "a log with calls such as these", given: "none" };
    problems.push(problemIn(root, [...path, "log"], mistake));
  }
  return found;
}

function dayOf({ day, from, to }: LoggedDay, isChosen: (row: number) => boolean) {
  const rows = Array.from({ length: to - from }, (_, i) => from + i).filter(isChosen);
  return { date: dateText(day), rows };
}

/** What a list names; undefined where there is none. */
function namesAt(
  root: DocumentNode,
  path: Path,
  known: readonly string[],
  wanted: string,
  problems: Problem[],
): ReadonlySet<string> | undefined {
  const list = path.reduce<DocumentNode | undefined>((at, key) => at && childOf(at, key), root);
  if (list?.kind !== "list" || list.items.length === 0) return undefined;
  const names = list.items.map((each) => (each.kind === "scalar" ? String(each.value) : ""));
  names.forEach((name, i) => {
    if (known.includes(name)) return;
    problems.push(problemIn(root, [...path, i], { wanted, candidates: known }));
  });
  return new Set(names);
}
