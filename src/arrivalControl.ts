import { meanRate } from "./model/staffing.ts";
import { hasRedials } from "./model/traffic/callerMeters.ts";
import type { Scenario } from "./scenario/types.ts";
import type { Reduction } from "./stats/reduction.ts";
import type { Study } from "./study.ts";

/** How a scenario wants its estimates made sharper, and why a wish is not granted. */
export interface WantedReduction extends Reduction {
  readonly refusal?: string;
}

/** How the replications of a study hang together; no control variate, which `run` alone uses. */
export const pairingOf = ({ run }: Scenario): Reduction => ({
  isPaired: run.variates === "antithetic",
  control: null,
});

/** What a scenario wants. */
export function reductionOf(study: Study): WantedReduction {
  const { scenario, plan } = study;
  const pairing = pairingOf(scenario);
  if (scenario.run.control === "none") return pairing;
  const expected = expectedCallers(study);
  if (expected === null) return { ...pairing, refusal: "a fault changes how many callers come" };
  if (expected === 0) return { ...pairing, refusal: "no customers call" };
  const id = hasRedials(scenario) ? "callers.offered" : "calls.offered";
  const index = plan.layout.find("cohort", id, "cluster");
  if (index === undefined) throw new Error(`${id} is not recorded`);
  return { ...pairing, control: { count: ({ cohorts }) => cohorts[index]!, expected } };
}

/**
 * Customers who are expected to call for the first time in the measured time, redials left out:
 * exact, since a factor on the rates of a day has mean 1. Null where a fault changes the rates.
 */
export function expectedCallers({ scenario, plan }: Study): number | null {
  const { demand, run, faults } = scenario;
  if (faults.some(({ kind }) => kind === "overload")) return null;
  const customers = demand.filter(({ origin }) => origin === "customers");
  const rate = customers.reduce((sum, each) => sum + meanRate(plan, each), 0);
  return (rate * run.measureUs) / 1e6;
}
