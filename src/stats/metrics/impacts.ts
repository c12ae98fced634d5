import { meanOf } from "./estimators.ts";
import { counter, scaled } from "./sources.ts";
import type { Metric } from "./types.ts";

const minutes = (id: string, meaning: string): Metric => ({
  id: `impact.${id}`,
  unit: "min",
  meaning,
  estimator: meanOf(scaled(1 / 60, counter(`impact.${id}`))),
});

const WORK: readonly (readonly [id: string, unit: string, what: string])[] = [
  ["calls.answered", "calls", "customers' calls that an agent answered"],
  ["outbound.placed", "dials", "attempts of campaigns that came to a result or to a person"],
  ["callback.connected", "requests", "callbacks whose customer talked to an agent"],
  ["voicemail.deposited", "messages", "messages left"],
  ["digital.served", "interactions", "interactions that an agent marked done"],
];

const PRESENT: readonly (readonly [id: string, unit: string, what: string])[] = [
  ["voicemail", "calls", "customers who were leaving a message"],
  ["digital", "interactions", "interactions that waited or were worked on"],
];

/** What functions of the platform did while something was failed: cells of the impact matrix. */
export const impacts: readonly Metric[] = [
  minutes("before", "measured time before the first failure"),
  minutes("during", "measured time in which something was failed"),
  minutes("down", "time in which no machine of a service served, in any region that may"),
  minutes("home", "time in which the machines of a service in the primary region did not serve"),
  minutes("cut", "time in which data of desktops did not reach the primary region's machines"),
  minutes("data", "time in which no machine that keeps data of a service was there"),
  {
    id: "impact.data.lost",
    unit: "ratio",
    meaning:
      "share of the replications at whose end no machine is there that keeps a service's data",
    estimator: meanOf(counter("impact.data.lost")),
  },
  {
    id: "impact.switched",
    unit: "times",
    meaning: "times that another machine took over a service of which one works at a time",
    estimator: meanOf(counter("impact.switched")),
  },
  ...WORK.flatMap(([id, unit, what]): readonly Metric[] =>
    (["before", "during"] as const).map((when) => ({
      id: `impact.${id}.${when}`,
      unit,
      meaning: `${what} ${
        when === "before" ? "before the first failure" : "while something was failed"
      }`,
      estimator: meanOf(counter(`impact.${id}.${when}`)),
    })),
  ),
  ...PRESENT.map(
    ([id, unit, what]): Metric => ({
      id: `impact.${id}.present`,
      unit,
      meaning: `${what} in the second before the first failure`,
      estimator: meanOf(counter(`impact.${id}.present`)),
    }),
  ),
  {
    id: "impact.callback.waiting.max",
    unit: "requests",
    meaning: "most callbacks that waited at a time while something was failed",
    estimator: meanOf(counter("impact.callback.waiting.max")),
  },
];
