import type { Scenario } from "../scenario/types.ts";
import { agreementOf, type KnownFigure } from "./agreement.ts";
import type { Estimate } from "./estimate.ts";
import { exactValues } from "./exactValues.ts";

/** A figure that is known exactly beside the simulated one. */
export interface ExactComparison {
  /** The system theory describes, or that the scenario itself states the figure. */
  readonly system: string;
  readonly exact: number;
  /** With the 95 % half width by which it is compared. */
  readonly simulated: Estimate;
  /** Deviation in standard errors; null where their error is not known. */
  readonly z: number | null;
}

/** What theory or the scenario knows of a run's metrics, in the order of the estimates. */
export function compareExact(
  scenario: Scenario,
  estimates: readonly Estimate[],
): readonly ExactComparison[] {
  const stated = scenario.exact.flatMap(({ value, ...rest }) =>
    value === undefined ? [] : [{ ...rest, value, system: "stated by the scenario" }],
  );
  const derived = exactValues(scenario).map((each) => ({ error: 0, within: 0, ...each }));
  const offered = estimates.find(({ id, scope }) => id === "calls.offered" && scope === "cluster");
  return estimates.flatMap((estimate) => {
    const isOf = ({ metric, scope }: { readonly metric: string; readonly scope: string }) =>
      metric === estimate.id && scope === estimate.scope;
    const known = derived.find(isOf) ?? stated.find(isOf);
    if (known === undefined || offered === undefined) return [];
    return [comparison(known, estimate, offered.estimate! * offered.replications)];
  });
}

function comparison(
  known: KnownFigure & { readonly value: number; readonly system: string },
  estimate: Estimate,
  calls: number,
): ExactComparison {
  const { halfWidth95, z } = agreementOf(known, estimate, calls);
  return { system: known.system, exact: known.value, simulated: { ...estimate, halfWidth95 }, z };
}
