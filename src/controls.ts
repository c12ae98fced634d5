import { meanRate } from "./model/staffing.ts";
import { hasRedials } from "./model/traffic/callerMeters.ts";
import type { Demand, Scenario } from "./scenario/types.ts";
import type { Control, Reduction } from "./stats/reduction.ts";
import type { Study } from "./study.ts";

/** How a scenario wants its estimates made sharper, and why a wish is not granted. */
export interface WantedReduction extends Reduction {
  readonly refusals: readonly string[];
}

/** How the replications of a study hang together; no control variates, which not all may use. */
export const pairingOf = ({ run }: Scenario): Reduction => ({
  isPaired: run.variates === "antithetic",
  controls: [],
});

/** What a scenario wants. */
export function reductionOf(study: Study): WantedReduction {
  const { control } = study.scenario.run;
  const pairing = pairingOf(study.scenario);
  if (control === "none") return { ...pairing, refusals: [] };
  return { ...pairing, ...controlsOf(study, control) };
}

/** What is known of a study before it runs, and why something is not. */
export function controlsOf(
  study: Study,
  wanted: "arrivals" | "load",
): { readonly controls: readonly Control[]; readonly refusals: readonly string[] } {
  const found = [arrivalsOf(study), ...(wanted === "load" ? [talkOf(study)] : [])];
  return {
    controls: found.filter((each) => typeof each !== "string"),
    refusals: found.filter((each) => typeof each === "string"),
  };
}

/**
 * Customers who call for the first time in the measured time, redials left out: their mean is
 * known exactly, since a factor on the rates of a day has mean 1.
 */
function arrivalsOf({ scenario, plan }: Study): Control | string {
  const { demand, run, faults } = scenario;
  if (faults.some(({ kind }) => kind === "overload"))
    return "arrivals: a fault changes how many callers come";
  if (demand.some(({ replay }) => replay))
    return "arrivals: a log is replayed, so that they are known, and do not vary by chance";
  const customers = demand.filter(({ origin }) => origin === "customers");
  const rate = customers.reduce((sum, each) => sum + meanRate(plan, each), 0);
  const expected = (rate * run.measureUs) / 1e6;
  if (expected === 0) return "arrivals: no customers call";
  const id = hasRedials(scenario) ? "callers.offered" : "calls.offered";
  const offered = recorded(plan, "cohort", id);
  return { name: "arrivals", count: ({ cohorts }) => cohorts[offered]!, expected };
}

/**
 * Talk in the measured time beyond what the calls answered in it talk on average, in microseconds.
 * Its mean is 0 in a steady state, by Little's law: calls that talk are so many as are answered in
 * a second, times the mean talk. Talks are half of what makes load vary, where their coefficient of
 * variation is 1.
 */
function talkOf({ scenario, plan }: Study): Control | string {
  const refusal = whyNotSteady(scenario);
  if (refusal !== undefined) return `talk: ${refusal}`;
  const [talking, answered] = [
    recorded(plan, "level", "calls.talking"),
    recorded(plan, "counter", "caps.answered"),
  ];
  const meanUs = scenario.demand[0]!.talk.mean;
  return {
    name: "talk",
    count: ({ levelMean, counters, windowUs }) =>
      levelMean[talking]! * windowUs - meanUs * counters[answered]!,
    expected: 0,
  };
}

function whyNotSteady({ demand, groups, faults, run }: Scenario): string | undefined {
  const [first] = demand;
  if (first === undefined || demand.some((each) => !isPlain(each)))
    return "it is known only of customers whose calls one agent handles";
  if (demand.some(({ talk }) => talk.mean !== first.talk.mean)) return "calls differ in their mean";
  if (!(first.talk.mean > 0 && Number.isFinite(first.talk.mean))) return "its mean is not known";
  if (faults.length > 0) return "there are faults";
  if (demand.some(({ replay }) => replay)) return "a log is replayed";
  if (run.warmUpUs === 0) return "there is no warm-up";
  const isSteady =
    demand.every(({ profile }) => new Set(profile.perSecond).size === 1) &&
    groups.every(({ staffing }) => staffing.every(({ count }) => new Set(count).size === 1));
  return isSteady ? undefined : "rates or staffing change over time";
}

const isPlain = ({ origin, flow, hold, consult }: Demand): boolean =>
  origin === "customers" &&
  flow === "inbound" &&
  hold.share === 0 &&
  consult.return +
    consult.alternate +
    consult.transfer +
    consult.blindTransfer +
    consult.conference ===
    0;

function recorded(plan: Study["plan"], kind: "cohort" | "level" | "counter", id: string): number {
  const index = plan.layout.find(kind, id, "cluster");
  if (index === undefined) throw new Error(`${id} is not recorded`);
  return index;
}
