import { join } from "node:path";
import { dateText, weekdayText } from "../../callLog/days.ts";
import { spanText } from "../../callLog/selectDays.ts";
import { fixed, percent, significant } from "../../report/format.ts";
import { markdownTable } from "../../report/markdownTable.ts";
import { left, right, type Table } from "../../report/tables/table.ts";
import { textTable } from "../../report/textTable.ts";
import { PAGE_WIDTH, wrapped } from "../../report/wrap.ts";
import { dayTotal, intervalTests, varianceParts } from "../../stats/fitting/varianceParts.ts";
import { formatTimeOfDay } from "../../units.ts";
import { parameterText } from "./laws.ts";
import { rosterOf } from "./roster.ts";
import { nameOf, percentText, rangeText, solutionText } from "./scenarioText.ts";
import type { Calibration, ChosenLaw } from "./types.ts";

const asked = ({ classes }: Calibration): number =>
  classes.reduce((sum, { calls, share }) => sum + calls * share, 0);

const clock = ({ grid }: Calibration, interval: number): string =>
  formatTimeOfDay(grid.startUs + interval * grid.lengthUs);

/** What was read, in a sentence. */
export function aboutOf(found: Calibration): string {
  const { days, grid } = found;
  return (
    `${fixed(asked(found), 0)} calls that asked for an agent on ${spanText(days)}, ` +
    `${clock(found, 0)} to ${clock(found, grid.count)}`
  );
}

/** Single numbers with their intervals. */
export function numbersTable(found: Calibration): Table {
  const { dispersion, containment, leaving, balking, redialling, solutions } = found;
  const spread = dispersion === null ? [] : spreadRows(dispersion, found.counts);
  const redials =
    redialling === null
      ? []
      : [
          ["calls again after hanging up", percentText(redialling.share), "cure model, censored"],
          ["after, mean", `${rangeText(redialling.delay)} s`, "the same"],
        ];
  return {
    title: "Numbers, with 95 % intervals",
    columns: [left("what"), left("estimate"), left("how")],
    rows: [
      ...spread,
      ["ends without a person", percentText(containment), "share, Wilson"],
      ["hangs up on the way to the queue", percentText(leaving), "mixture, likelihood"],
      ["hangs up rather than wait", percentText(balking.ifQueued), "mixture, likelihood"],
      ...redials,
      ...solutions.map((each) => [
        `factor on ${each.unknown}`,
        rangeText(each.factor),
        "simulated until as measured",
      ]),
    ],
  };
}

function spreadRows(
  dispersion: NonNullable<Calibration["dispersion"]>,
  counts: Calibration["counts"],
): string[][] {
  const { dayCv, intervalCv, days, intervals } = dispersion;
  const { poisson, interval, day } = varianceParts(dispersion);
  const parts = [poisson, interval, day].map((share) => percent(share, 0));
  const test = ({ statistic, freedom, p }: typeof days) => {
    const chance = p < 1e-4 ? "< 0.0001" : significant(p, 2);
    return `Poisson: χ² ${significant(statistic, 4)} for ${freedom}, p ${chance}`;
  };
  return [
    ["days vary by a factor with cv", rangeText(dayCv), test(days)],
    ["intervals within a day, cv", rangeText(intervalCv), test(intervals)],
    ["variance: Poisson, interval, day", parts.join(", "), "of a count about its rate"],
    ["calls of a further day", rangeText(dayTotal(counts).further), "t, from day totals"],
  ];
}

/** Every law with what was chosen and how far it is from the data. */
export function lawsTable(found: Calibration): Table {
  const patience = patienceLaws(found);
  const talk = new Map(found.classes.map((each) => [each.talk, `talk, ${each.name}`] as const));
  return {
    title: "Laws, by least BIC",
    columns: [
      ...[left("of"), right("durations"), right("ended"), right("mean, s"), left("best law")],
      ...[right("off by, %"), right("by chance, %"), left("in the scenario")],
    ],
    rows: [
      lawRow("IVR", found.ivr),
      lawRow("ring", found.ring),
      ...[...talk, ...patience].map(([law, name]) => lawRow(name, law)),
      ...found.staffing.map((each, p) =>
        lawRow(`after-call work, ${found.pools[p]!.name}`, each.afterCallWork),
      ),
    ],
  };
}

/** By law, of whom it is: many types may share one. */
export function patienceLaws({ classes }: Calibration): ReadonlyMap<ChosenLaw, string> {
  const names = new Map<ChosenLaw, string[]>();
  for (const { patience, name } of classes)
    names.set(patience, [...(names.get(patience) ?? []), name]);
  return new Map([...names].map(([law, own]) => [law, `patience, ${own.join(", ")}`]));
}

function lawRow(name: string, law: ChosenLaw): string[] {
  const { fits, count, events, mean, isEmpirical, text } = law;
  // Durations cut short only say that the mean is above that of what was seen of them.
  const measured = (events < count ? "> " : "") + significant(mean, 3);
  const head = [name, fixed(count, 0), fixed(events, 0), measured];
  if (fits === null) return [...head, "–", "–", "–", text];
  const { best } = fits;
  return [
    ...head,
    `${best.law}: ${best.parameters.map(parameterText).join(", ")}`,
    ...[best.worst.distance, best.worst.allowed].map((each) => percent(each, 1).replace(" %", "")),
    isEmpirical ? "measured durations" : best.law,
  ];
}

/** Rates and agents by interval. */
export function intervalTable(found: Calibration): Table {
  const { dispersion, staffing, pools, factors } = found;
  const tests = intervalTests(found.counts);
  const rosters = staffing.map((each) => rosterOf(each, factors.agents));
  return {
    title: "By interval: calls a day, agents",
    columns: [
      ...[left("from"), right("calls"), right("95 % interval"), right("Poisson, p")],
      ...pools.flatMap(({ name }) =>
        ["seen", "present", "rostered"].map((what) => right(`${name} ${what}`)),
      ),
    ],
    rows: Array.from({ length: found.grid.count }, (_, i) => {
      const rate = dispersion?.rates[i];
      const calls = found.counts.reduce((sum, day) => sum + (day[i] || 0), 0);
      return [
        clock(found, i),
        significant(rate?.estimate ?? calls / found.days.length, 3),
        rate === undefined ? "–" : `${fixed(rate.low95, 1)} to ${fixed(rate.high95, 1)}`,
        Number.isNaN(tests[i]!.p) ? "–" : fixed(tests[i]!.p, 3),
        ...staffing.flatMap(({ seen, present }, p) => [
          fixed(seen[i]!, 1),
          fixed(present[i]!, 1),
          String(rosters[p]!.counts[i]),
        ]),
      ];
    }),
  };
}

/** What was left out or is in doubt, a sentence each. */
export function doubtsOf(found: Calibration): string[] {
  const { notes, outliers, priorities, solutions, days } = found;
  return [
    ...notes,
    ...outliers.map(
      ({ day, interval, count, expected }) =>
        `left out: ${count} calls on ${dateText(days[day]!.day)} ` +
        `(${weekdayText(days[day]!.day)}) at ${clock(found, interval)}, where ` +
        `${fixed(expected, 0)} fit the other days`,
    ),
    priorities.how,
    ...solutions.map(solutionText),
  ];
}

/** For the terminal. */
export function renderCalibration(found: Calibration, directory: string): string {
  const titled = (table: Table) => `${table.title}\n${textTable(table)}`;
  const folded = (text: string) => wrapped(text, PAGE_WIDTH).join("\n");
  const parts = [
    folded(`${nameOf(found)}: ${aboutOf(found)}`),
    titled(numbersTable(found)),
    titled(lawsTable(found)),
    doubtsOf(found)
      .map((each) => folded(`- ${each}`))
      .join("\n"),
    `Scenario: ${join(directory, "scenario.yaml")}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** calibration.md. */
export function calibrationMarkdown(found: Calibration, pictures: readonly string[]): string {
  const parts = [
    `# ${nameOf(found)}: what the log says`,
    `${aboutOf(found)}.`,
    ...[numbersTable, lawsTable].flatMap((of) => {
      const { title, ...grid } = of(found);
      return [`## ${title}`, markdownTable(grid)];
    }),
    "## Left out, and in doubt",
    doubtsOf(found)
      .map((each) => `- ${each}`)
      .join("\n"),
    ...pictures.map((file) => `![${file.replace(/\.png$/, "")}](${file})`),
    `## ${intervalTable(found).title}`,
    markdownTable(intervalTable(found)),
  ];
  return `${parts.join("\n\n")}\n`;
}
