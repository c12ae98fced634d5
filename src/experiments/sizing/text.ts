import { controlsOf } from "../../controls.ts";
import { counted, fixed, plusMinus, significant } from "../../report/format.ts";
import { markdownTable } from "../../report/markdownTable.ts";
import { refuseNaN } from "../../report/summary.ts";
import type { Grid } from "../../report/tables/table.ts";
import { textTable } from "../../report/textTable.ts";
import { PAGE_WIDTH, wrapped } from "../../report/wrap.ts";
import type { Expectation } from "../../scenario/types.ts";
import type { Study } from "../../study.ts";
import { versionOf } from "../../version.ts";
import { billOf } from "./bill.ts";
import type { Confirmation } from "./confirm.ts";
import type { Evidence } from "./search.ts";
import { type Sizing, type SizingPlan, valueAt } from "./size.ts";

/** For the terminal. */
export function renderTargets(sizing: Sizing): string {
  const folded = (lines: readonly string[]) =>
    lines.flatMap((line) => wrapped(line, PAGE_WIDTH)).join("\n");
  const parts = [
    folded(answerLines(sizing)),
    textTable(reasonTable(sizing)),
    ...(sizing.losses.length === 0 ? [] : [folded(lossLines(sizing))]),
    textTable(billTable(sizing)),
    folded(notesOf(sizing)),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** size.md. */
export function targetsMarkdown(sizing: Sizing): string {
  const { title, name } = sizing.study.scenario;
  const parts = [
    `# ${title || name}: the least that meets the targets`,
    ...answerLines(sizing),
    "## Why no number can be one lower",
    markdownTable(reasonTable(sizing)),
    ...lossLines(sizing),
    "## What to buy",
    markdownTable(billTable(sizing)),
    ...notesOf(sizing),
  ];
  return `${parts.join("\n\n")}\n`;
}

function answerLines({ plan, found }: Sizing): string[] {
  const { resources, targets } = plan;
  const numbers = resources.map(
    ({ meaning, step }, i) => `${fixed(found.at.point[i]! * step, 0)} ${meaning}`,
  );
  const wanted = targets.map(({ text }) => text).join(" and ");
  if (found.isOutOfReach)
    return [`Nothing within reach meets ${wanted}; tried up to ${numbers.join(", ")}.`];
  const answer = numbers.join(", ");
  if (!found.at.margins.every(({ value }) => Number.isFinite(value)))
    return [`Ended before anything was known of ${answer}.`];
  if (!found.isProven) return [`Not proven: ${answer} looked best so far for ${wanted}.`];
  return [`${answer} meet ${wanted}; no number can be one lower, within δ.`];
}

/** What it takes without each site. */
const lossLines = ({ losses }: Sizing): string[] =>
  losses.map(({ site, sizing }) => `Without ${site}: ${answerLines(sizing).join(" ")}`);

const percentUnit = (unit: string) =>
  unit === "ratio"
    ? { factor: 100, sign: " %" }
    : { factor: 1, sign: unit === "" ? "" : ` ${unit}` };

export function shown(target: Expectation, evidence: Evidence, t: number, unit: string): string {
  const { factor, sign } = percentUnit(unit);
  const value = valueAt(target, evidence.margins[t]!.value);
  return `${plusMinus(value * factor, evidence.halfWidths[t]! * factor)}${sign}`;
}

function reasonTable({ plan, found, units, confirmation }: Sizing): Grid {
  const { targets, resources } = plan;
  const row = (name: string, evidence: Evidence | null, verdict: string) => [
    name,
    ...targets.map((target, t) =>
      evidence === null ? "–" : shown(target, evidence, t, units[t]!),
    ),
    verdict,
  ];
  return {
    columns: [
      { title: "", align: "left" },
      ...targets.map(({ text }) => ({ title: text, align: "right" as const })),
      { title: "so", align: "left" },
    ],
    rows: [
      row("the answer", found.at, answerVerdict(found)),
      ...found.oneLess.map((evidence, r) => {
        const { meaning, step } = resources[r]!;
        const name = `${step === 1 ? "one" : step} less of ${meaning}`;
        if (evidence === null) return row(name, null, "it is the least there can be");
        return row(name, evidence, whyNot(evidence, plan));
      }),
      ...(confirmation === undefined ? [] : [confirmedRow(confirmation, units)]),
    ],
  };
}

function answerVerdict({ isProven, isOutOfReach }: Sizing["found"]): string {
  if (isOutOfReach) return "not met";
  return isProven ? "met" : "not proven";
}

function confirmedRow({ fidelity, replications, targets }: Confirmation, units: readonly string[]) {
  const name = `the answer at ${fidelity} fidelity, ${counted(replications, "replication")}, 95 %`;
  const verdicts = targets.map(({ verdict }) => verdict);
  const cells = targets.map(({ estimate: { estimate, halfWidth95 } }, t) => {
    const { factor, sign } = percentUnit(units[t]!);
    if (estimate === null) return "–";
    return `${plusMinus(estimate * factor, (halfWidth95 ?? Number.NaN) * factor)}${sign}`;
  });
  if (verdicts.includes("fail")) return [name, ...cells, "a target not met"];
  return [name, ...cells, verdicts.includes("undecided") ? "undecided" : "met"];
}

/** Why a point with one less is not the answer. */
function whyNot(evidence: Evidence, { targets, deltas }: SizingPlan): string {
  const short = targets.flatMap((target, t) => {
    const value = evidence.margins[t]!.value;
    return value < 0 ? [{ metric: target.metric, value, half: evidence.halfWidths[t]!, t }] : [];
  });
  const [worst] = short.sort((a, b) => a.value / deltas[a.t]! - b.value / deltas[b.t]!);
  if (worst === undefined) return "met as well";
  if (worst.value + worst.half < 0) return `${worst.metric} not met`;
  return worst.value >= -deltas[worst.t]!
    ? `${worst.metric} within δ of its limit: as good`
    : `${worst.metric} not met, by the estimate`;
}

function billTable(sizing: Sizing): Grid {
  const number = (value: number | null) => (value === null ? "–" : fixed(value, 0));
  const columns = ["site", "what", "needed", "N+1", "another site lost", "how"];
  return {
    columns: columns.map((title, i) => ({
      title,
      align: i < 2 || i === 5 ? ("left" as const) : ("right" as const),
    })),
    rows: billOf(sizing).map(({ site, what, needed, withSpare, siteLost, derivation }) => [
      ...[site, what, number(needed), number(withSpare), number(siteLost), derivation],
    ]),
  };
}

function notesOf({ plan, found, replications, study, units }: Sizing): string[] {
  const { targets, deltas, options } = plan;
  const zones = targets.map(({ metric }, t) => {
    const { factor, sign } = percentUnit(units[t]!);
    return `${metric} ${Number((deltas[t]! * factor).toPrecision(3))}${sign}`;
  });
  const error = `${significant(options.alpha * 100)} %`;
  const proof = found.isProven
    ? `Each target is met within its indifference zone δ, and no number one lower would meet all ` +
      `by more than δ; bounds share an error probability of ${error} (δ: ${zones.join(", ")}).`
    : `Not proven at ${error}: replications ran out, or the search was ended ` +
      `(δ: ${zones.join(", ")}).`;
  const { seed, fidelity } = study.scenario.run;
  return [
    proof,
    `${counted(replications, "replication")} of all points together, ` +
      `${fixed(found.at.replications, 0)} of the answer, at ${fidelity} fidelity, ` +
      `with common random numbers (seed ${seed})${controlsText(study)}. ` +
      "± is the one-sided bound of that proof.",
  ];
}

function controlsText(study: Study): string {
  const names = controlsOf(study, "load").controls.map(({ name }) => name);
  if (names.length === 0) return "";
  return `; ${names.join(" and ")} as control variate${names.length === 1 ? "" : "s"}`;
}

/** size.json, schema 1: targets with their zones, the answer, its evidence, and the bill. */
export function targetsJson(sizing: Sizing): string {
  const { plan, found, study, replications, units } = sizing;
  const evidence = (each: Evidence | null) =>
    each && {
      point: Object.fromEntries(
        plan.resources.map(({ name, step }, i) => [name, each.point[i]! * step]),
      ),
      replications: each.replications,
      targets: plan.targets.map((target, t) => ({
        text: target.text,
        estimate: finite(valueAt(target, each.margins[t]!.value)),
        bound: each.halfWidths[t],
      })),
    };
  const json = {
    schema: 1,
    scenario: { name: study.scenario.name, hash: study.scenario.hash },
    version: versionOf(),
    seed: study.scenario.run.seed,
    fidelity: study.scenario.run.fidelity,
    errorProbability: plan.options.alpha,
    targets: plan.targets.map(({ text, metric, scope }, t) => ({
      ...{ text, metric, scope },
      unit: units[t],
      delta: plan.deltas[t],
    })),
    answer: answerOf(plan, found),
    isProven: found.isProven,
    isOutOfReach: found.isOutOfReach,
    evidence: evidence(found.at),
    oneLess: plan.resources.map(({ name }, i) => ({
      resource: name,
      evidence: evidence(found.oneLess[i] ?? null),
    })),
    replications,
    confirmation: sizing.confirmation ?? null,
    siteLosses: sizing.losses.map(({ site, sizing: { plan, found, replications } }) => ({
      ...{ site, isProven: found.isProven, isOutOfReach: found.isOutOfReach, replications },
      answer: answerOf(plan, found),
    })),
    bill: billOf(sizing),
  };
  return `${JSON.stringify(json, refuseNaN, 2)}\n`;
}

const answerOf = ({ resources }: SizingPlan, { at }: Sizing["found"]) =>
  Object.fromEntries(resources.map(({ name, step }, i) => [name, at.point[i]! * step]));

const finite = (value: number) => (Number.isFinite(value) ? value : null);
