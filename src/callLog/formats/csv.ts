import type { Fields } from "../bytes/fields.ts";
import { Instants } from "../bytes/instants.ts";
import { Names } from "../bytes/names.ts";
import { clockUs, lengthUs, NO_TIME, wholeNumber } from "../bytes/times.ts";
import type { Findings } from "../findings.ts";
import type { RawCall } from "../rawCall.ts";
import { GAP_US } from "../settle.ts";
import { LOGGED_OUTCOMES, type LoggedOutcome } from "../types.ts";
import { refused, UnusableLog } from "../unusable.ts";
import { type Places, placesOf } from "./contract.ts";
import type { LineFormat, LineReader, LogOptions } from "./format.ts";

/** Columns of the contract that docs/import.md describes. */
export const CSV_COLUMNS = [
  { name: "arrived", alias: "arrival", holds: "instant" },
  { name: "day", alias: "date", holds: "day" },
  { name: "ivr", holds: "length" },
  { name: "queued", holds: "instant" },
  { name: "wait", holds: "length" },
  { name: "dequeued", holds: "instant" },
  { name: "answered", holds: "instant" },
  { name: "talk", holds: "length" },
  { name: "ended", holds: "instant" },
  { name: "work", holds: "length" },
  { name: "freed", holds: "instant" },
  { name: "outcome", holds: "word" },
  { name: "type", holds: "name" },
  { name: "priority", holds: "number" },
  { name: "agent", holds: "name" },
  { name: "customer", holds: "name" },
  { name: "line", holds: "number" },
] as const;
type Column = (typeof CSV_COLUMNS)[number]["name"];

/** Rounded to seconds, a length may be so far from the difference of its times. */
const ROUNDING_US = 1e6;
const COUNT_MAX = 2_147_483_647;

const INSTANTS = [
  ["queued", "queuedUs"],
  ["dequeued", "dequeuedUs"],
  ["answered", "answeredUs"],
  ["ended", "endedUs"],
  ["freed", "freedUs"],
] as const;
const LENGTHS = [
  ["ivr", "ivrUs"],
  ["wait", "waitUs"],
  ["talk", "talkUs"],
  ["work", "workUs"],
] as const;
const NAMES = ["type", "agent", "customer"] as const;

/** Calls as the contract of docs/import.md has them: any of its columns beyond the arrival. */
export const csv: LineFormat = {
  name: "csv",
  says: "a header, then a line for each call; --map says which column is which",
  separator: undefined,
  recognises: (header) => header.startsWith("day,arrived,"),
  open: (header, options) => {
    const places = placesOf(CSV_COLUMNS, [["arrived"]], header, options.map);
    return new CsvLines(places, options);
  },
};

class CsvLines implements LineReader {
  readonly columns: readonly string[];
  readonly differenceUs = ROUNDING_US;
  readonly gapUs = GAP_US;
  readonly namesAgents: boolean;
  readonly tellsQueue: boolean;
  readonly tellsService: boolean;
  private readonly places: Places<Column>;
  private readonly words: ReadonlyMap<string, number>;
  private readonly instantColumns: readonly (typeof INSTANTS)[number][];
  private readonly lengthColumns: readonly (typeof LENGTHS)[number][];
  private readonly instants: Instants;
  /** Words for outcomes as they come, and what each one means; −1: nothing known. */
  private readonly given = new Names();
  private readonly meanings: number[] = [];
  private readonly names = { type: new Names(), agent: new Names(), customer: new Names() };

  constructor(places: Places<Column>, { outcomes, dateOrder }: LogOptions) {
    this.places = places;
    this.words = wordsOf(outcomes);
    this.instants = new Instants(dateOrder);
    const has = (column: Column) => places[column] >= 0;
    this.columns = CSV_COLUMNS.filter(({ name }) => has(name)).map(({ name }) => name);
    this.instantColumns = INSTANTS.filter(([column]) => has(column));
    this.lengthColumns = LENGTHS.filter(([column]) => has(column));
    this.namesAgents = has("agent");
    this.tellsQueue = has("queued") || has("wait") || has("dequeued");
    this.tellsService = has("answered") || has("talk");
  }

  readonly typeName = (number: number) => this.names.type.text(number);
  readonly agentName = (number: number) => this.names.agent.text(number);

  read(fields: Fields, line: number, call: RawCall, findings: Findings): boolean {
    if (!this.readArrival(fields, line, call, findings)) return false;
    let isLate = false;
    const { bytes, from, to } = fields;
    for (const [column, time] of this.instantColumns) {
      const place = this.places[column];
      if (fields.isEmpty(place)) continue;
      const us = this.instants.since(
        ...([call.day, call.arrivedUs] as const),
        ...([bytes, from[place]!, to[place]!] as const),
      );
      this.refuseWhole(fields, place, line);
      const { mistake } = this.instants;
      if (mistake === "otherOrder") findings.add("dateOrder", line, fields.text(place));
      else if (mistake !== undefined) this.unread(fields, column, line, findings);
      else call[time] = us;
      isLate ||= this.instants.isNextDay;
    }
    if (isLate) findings.add("midnight", line);
    for (const [column, length] of this.lengthColumns) {
      const place = this.places[column];
      if (fields.isEmpty(place)) continue;
      const us = lengthUs(fields.bytes, fields.from[place]!, fields.to[place]!);
      if (us === NO_TIME) this.unread(fields, column, line, findings);
      else call[length] = us;
    }
    this.readWords(fields, line, call, findings);
    return true;
  }

  /** The day, from its own column or with the time of arrival. */
  private readArrival(fields: Fields, line: number, call: RawCall, findings: Findings): boolean {
    const { places, instants } = this;
    const { bytes, from, to } = fields;
    const place = places.arrived;
    const ofColumn = places.day < 0 ? Number.NaN : this.readDay(fields, line);
    let mistake = places.day < 0 || !Number.isNaN(ofColumn) ? undefined : instants.dates.mistake;
    call.arrivedUs = instants.read(bytes, from[place]!, to[place]!);
    this.refuseWhole(fields, place, line);
    // A date of its own goes before that of the column.
    call.day = Number.isNaN(instants.day) ? ofColumn : instants.day;
    if (instants.mistake === "otherOrder") mistake = "otherOrder";
    if (mistake === undefined && !Number.isNaN(call.day) && !Number.isNaN(call.arrivedUs))
      return true;
    const given = places.day < 0 ? "" : `${fields.text(places.day)} `;
    const id = mistake === "otherOrder" ? "dateOrder" : "arrival";
    findings.add(id, line, given + fields.text(place));
    return false;
  }

  private readDay(fields: Fields, line: number): number {
    const { dates } = this.instants;
    const { bytes, from, to } = fields;
    const place = this.places.day;
    const day = dates.read(bytes, from[place]!, to[place]!);
    if (Number.isNaN(day) && dates.mistake === "unordered")
      throw refused("unordered", fields.text(place), line);
    // A midnight that an export has added says nothing.
    const isWhole = dates.end >= to[place]! || clockUs(bytes, dates.end + 1, to[place]!) === 0;
    return isWhole ? day : Number.NaN;
  }

  private readWords(fields: Fields, line: number, call: RawCall, findings: Findings): void {
    const { places, names } = this;
    const { bytes, from, to } = fields;
    for (const column of NAMES) {
      const place = places[column];
      if (place >= 0) call[column] = names[column].numberOf(bytes, from[place]!, to[place]!);
    }
    if (places.outcome >= 0 && !fields.isEmpty(places.outcome)) {
      const outcome = this.meaningAt(fields, places.outcome);
      call.outcome = outcome >= 0 ? outcome : LOGGED_OUTCOMES.indexOf("unknown");
      if (outcome < 0) findings.add("outcomeWord", line, fields.text(places.outcome));
    }
    call.priority = this.countIn(fields, "priority", line, findings) ?? -1;
    call.line = this.countIn(fields, "line", line, findings) ?? line;
  }

  private meaningAt(fields: Fields, place: number): number {
    const { bytes, from, to } = fields;
    const word = this.given.numberOf(bytes, from[place]!, to[place]!);
    this.meanings[word] ??= this.words.get(fields.text(place).toLowerCase()) ?? -1;
    return this.meanings[word];
  }

  private countIn(
    fields: Fields,
    column: "priority" | "line",
    line: number,
    findings: Findings,
  ): number | undefined {
    const place = this.places[column];
    if (place < 0 || fields.isEmpty(place)) return undefined;
    const count = wholeNumber(fields.bytes, fields.from[place]!, fields.to[place]!);
    if (count <= COUNT_MAX) return count;
    this.unread(fields, column, line, findings);
    return undefined;
  }

  private unread(fields: Fields, column: Column, line: number, findings: Findings): void {
    findings.add("value", line, `${column}: ${fields.text(this.places[column])}`);
  }

  /** What is true of the whole column, and a matter of how the file was written. */
  private refuseWhole(fields: Fields, place: number, line: number): void {
    const { mistake } = this.instants;
    if (mistake === "unordered" || mistake === "offset")
      throw refused(mistake, fields.text(place), line);
  }
}

function wordsOf(outcomes: ReadonlyMap<string, string> = new Map()): Map<string, number> {
  const words = new Map<string, number>(LOGGED_OUTCOMES.map((word, i) => [word, i]));
  const wrong = [...outcomes].filter(([, ours]) => !isOutcome(ours));
  if (wrong.length > 0)
    throw new UnusableLog(
      wrong.map(
        ([word, ours]) => `--outcomes ${word}=${ours}: wanted one of ${LOGGED_OUTCOMES.join(", ")}`,
      ),
    );
  for (const [word, ours] of outcomes)
    words.set(word.toLowerCase(), LOGGED_OUTCOMES.indexOf(ours as LoggedOutcome));
  return words;
}

const isOutcome = (word: string): word is LoggedOutcome =>
  LOGGED_OUTCOMES.some((each) => each === word);
