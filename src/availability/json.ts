import { refuseNaN } from "../report/summary.ts";
import type { AvailabilityStudy } from "./study.ts";

/** availability.json, schema 1: minutes a year, shares 0 … 1, full precision. */
export function availabilityJson(study: AvailabilityStudy): string {
  const { scenario, version, replications, allowedMinutes, services } = study;
  const { name, title, hash, run, availability } = scenario;
  const { years, promise, variant } = availability;
  const content = {
    schema: 1,
    kind: "availability",
    scenario: { name, hash, title },
    simulated: { seed: run.seed, replications, years, version },
    promise: { share: promise, minutesPerYear: allowedMinutes },
    variant,
    services,
    contributions: study.contributions,
    assumptions: study.assumptions,
  };
  return `${JSON.stringify(content, refuseNaN, 2)}\n`;
}
