import { counted, fixed, quantity, significant } from "../../report/format.ts";
import { markdownTable } from "../../report/markdownTable.ts";
import { type Grid, left, right } from "../../report/tables/table.ts";
import { textTable } from "../../report/textTable.ts";
import { PAGE_WIDTH, wrapped } from "../../report/wrap.ts";
import { formatDayAndTime, formatDuration } from "../../units.ts";
import { figureName } from "../readings.ts";
import type { Evidence } from "../sizing/search.ts";
import { unitOf } from "../sizing/size.ts";
import { shown } from "../sizing/text.ts";
import type { Need, Staffing } from "./staffing.ts";

/** For the terminal. */
export function renderStaffing(staffing: Staffing): string {
  const folded = (lines: readonly string[]) =>
    lines.flatMap((line) => wrapped(line, PAGE_WIDTH)).join("\n");
  const parts = [
    folded([headline(staffing)]),
    textTable(needTable(staffing)),
    ...sectionsOf(staffing).flatMap(({ title, table }) => [title, textTable(table)]),
    folded(notesOf(staffing)),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** staffing.md. */
export function staffingMarkdown(staffing: Staffing, pictures: readonly string[]): string {
  const { title, name } = staffing.plan.base.scenario;
  const parts = [
    `# ${title || name}: agents by interval`,
    headline(staffing),
    ...pictures.map((file) => `![${file.replace(/\.png$/, "")}](${file})`),
    "## What each interval needs",
    markdownTable(needTable(staffing)),
    ...sectionsOf(staffing).flatMap(({ title, table }) => [`## ${title}`, markdownTable(table)]),
    ...notesOf(staffing),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Agent-hours of counts by interval. */
export const agentHours = (counts: readonly number[], lengthUs: number): number =>
  (counts.reduce((sum, count) => sum + count, 0) * lengthUs) / 3600e6;

const hoursText = (hours: number): string =>
  `${fixed(hours, Number.isInteger(hours) ? 0 : 1)} agent-hours`;

function headline({ plan, needs, needed, staffed, shifts, figures }: Staffing): string {
  const wanted = plan.base.scenario.expect.map(({ text }) => text).join(" and ");
  const { lengthUs, intervals } = plan.day;
  if (figures === null)
    return `Ended after ${needs.length} of ${counted(intervals.length, "interval")}.`;
  const each = plan.groups.map(({ name }, g) => {
    const need = `${hoursText(agentHours(needed[g]!, lengthUs))} of ${name} needed`;
    if (plan.shifts.length === 0) return need;
    const count = shifts[g]!.reduce((sum, { agents }) => sum + agents, 0);
    const worked = hoursText(agentHours(staffed[g]!, lengthUs));
    return `${need}, ${worked} in ${counted(count, "shift")}`;
  });
  const all = needs.some(({ found }) => found?.isOutOfReach)
    ? "not all intervals"
    : "each interval";
  return `${wanted} in ${all} of ${formatDuration(lengthUs)}: ${each.join("; ")}.`;
}

/** What each interval needs, what is known of it, and why one less is not enough. */
function needTable({ plan, needs }: Staffing): Grid {
  const { groups, base } = plan;
  const targets = base.scenario.expect;
  return {
    columns: [
      left("from"),
      right("callers"),
      ...groups.map(({ name }) => right(name)),
      ...targets.map(({ text }) => right(text)),
      left("one less"),
    ],
    rows: needs.map((need) => [
      need.interval.label,
      fixed(need.interval.callers, 0),
      ...groups.map((_, g) => fixed(need.found?.at.point[g] ?? 0, 0)),
      ...targets.map((target, t) =>
        need.found ? shown(target, need.found.at, t, unitOf(target.metric)) : "–",
      ),
      whyNotLess(need, groups),
    ]),
  };
}

function whyNotLess({ search, found }: Need, groups: readonly { readonly name: string }[]): string {
  if (search === null || found === null) return "nobody calls";
  if (found.isOutOfReach) return "not met: nothing within reach does";
  const texts = found.oneLess.map((evidence, g) => {
    const who = groups.length === 1 ? "" : `${groups[g]!.name}: `;
    return evidence === null ? `${who}the least there can be` : who + shortOf(evidence, search);
  });
  return `${texts.join("; ")}${found.isProven ? "" : " (not proven)"}`;
}

/** The target that is missed most, in zones of indifference. */
function shortOf(evidence: Evidence, { targets, deltas }: NonNullable<Need["search"]>): string {
  const scores = evidence.margins.map(({ value }, t) => value / deltas[t]!);
  const worst = scores.indexOf(Math.min(...scores));
  const target = targets[worst]!;
  const figure = shown(target, evidence, worst, unitOf(target.metric));
  const name = targets.length === 1 ? "" : `${figureName(target.metric, target.scope)} `;
  return `${name}${figure}${scores[worst]! >= -1 ? ", as good" : ""}`;
}

function sectionsOf(staffing: Staffing): { title: string; table: Grid }[] {
  if (staffing.figures === null) return [];
  const { shifts, plan } = staffing;
  const asShifts =
    plan.shifts.length === 0 ? [] : [{ title: "Shifts", table: shiftTable(staffing) }];
  return shifts.length === 0
    ? []
    : [...asShifts, { title: "The day with these agents", table: dayTable(staffing) }];
}

function shiftTable({ plan, shifts }: Staffing): Grid {
  const { day, groups } = plan;
  const clock = (interval: number) =>
    formatDayAndTime(day.startOfDayUs + (day.before + interval) * day.lengthUs);
  return {
    columns: [left("group"), left("from"), left("to"), right("agents")],
    rows: shifts.flatMap((each, g) =>
      each.map(({ start, length, agents }) => [
        ...[groups[g]!.name, clock(start), clock(start + length), fixed(agents, 0)],
      ]),
    ),
  };
}

/** The day as it is with the agents planned: needed and there, and what was measured. */
function dayTable({ plan, needed, staffed, figures }: Staffing): Grid {
  const { groups, day, base, shifts } = plan;
  const hasShifts = shifts.length > 0;
  return {
    columns: [
      left("from"),
      right("calls, redials included"),
      ...groups.flatMap(({ name }) => [
        ...(hasShifts ? [right(`${name} needed`)] : []),
        right(`${name} there`),
      ]),
      ...base.scenario.expect.map(({ text }) => right(text)),
    ],
    rows: day.intervals.map(({ label }, k) => {
      const { calls, targets } = figures!.intervals[k]!;
      return [
        label,
        quantity(calls).replace(/ [a-z]+$/, ""),
        ...groups.flatMap((_, g) => [
          ...(hasShifts ? [fixed(needed[g]![k]!, 0)] : []),
          fixed(staffed[g]![k]!, 0),
        ]),
        ...targets.map(quantity),
      ];
    }),
  };
}

function notesOf({ plan, needs, figures, replications }: Staffing): string[] {
  const { options, base, searches, shifts } = plan;
  const first = searches.find((search) => search !== null)!;
  const zones = first.targets.map(({ metric }, t) => {
    const isShare = unitOf(metric) === "ratio";
    return `${metric} ${significant(first.deltas[t]! * (isShare ? 100 : 1))}${isShare ? " %" : ""}`;
  });
  const error = `${significant(options.alpha * 100)} %`;
  const unproven = needs.filter(({ found }) => found !== null && !found.isProven).length;
  const claim =
    unproven === 0
      ? `In each interval, given the agents of those before it, each target is met within its ` +
        `indifference zone δ, and no number one lower would meet all by more than δ; bounds (±) ` +
        `of all intervals together share an error probability of ${error} (δ: ${zones.join(", ")}).`
      : `Not proven at ${error} in ${counted(unproven, "interval")}: no number is enough, ` +
        `replications ran out, or the search was ended (δ: ${zones.join(", ")}).`;
  const { seed, fidelity } = base.scenario.run;
  const day =
    figures &&
    `; ${counted(figures.replications, "replication")} of the day as staffed, at ` +
      `${figures.study.scenario.run.fidelity} fidelity`;
  const least =
    shifts.length === 0
      ? []
      : ["Shifts have the least agent-hours that cover all intervals, then the fewest shifts."];
  const { historyUs } = options;
  const history = Number.isFinite(historyUs)
    ? [`Each interval was run from ${formatDuration(historyUs)} before it, from empty.`]
    : [];
  return [
    claim,
    ...history,
    ...least,
    `${counted(replications, "replication")} of intervals, at ${fidelity} fidelity${day ?? ""} ` +
      `(seed ${seed}).${figures ? " ± of the day is a 95 % interval for each figure alone." : ""}`,
  ];
}
