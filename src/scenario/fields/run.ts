import * as z from "zod";
import type { Platform } from "./names.ts";
import { law, quantity } from "./quantities.ts";
import { unless, whole } from "./sections.ts";
import { filledText, flag, timeOfDay, word } from "./words.ts";

/** How often a scenario is run, with which random numbers, and how estimates come of it. */
const SAMPLING_FIELDS = {
  replications: quantity({
    kind: "count",
    meaning: "Independent repetitions, from which the intervals come",
    default: 30,
    min: 1,
    max: 100_000,
    source: { mark: "assumption", note: "enough for a Student-t interval" },
  }),
  seed: filledText("Names all random streams: the same seed gives the same run", "busyhour"),
  variates: word(
    ["independent", "antithetic"],
    "Whether replications are independent, or come in pairs of which the second has the mirror " +
      "images of the random numbers of the first (then their number must be even)",
    "independent",
  ),
  control: word(
    ["none", "arrivals", "load"],
    "Whether estimates are corrected by how many callers came beside how many were expected; " +
      "`load`: by how long they talked, too, where rates and staffing are constant (control " +
      "variates)",
    "none",
  ),
} as const;

/** How long, how often and at which level of detail a scenario is run. */
export const runFields = (platform: Platform) =>
  whole(eachRunField(platform), ({ variates, replications }) =>
    unless(variates === "independent" || replications % 2 === 0, {
      wanted: "an even number, since antithetic replications come in pairs",
      given: String(replications),
      path: ["replications"],
    }),
  );

const eachRunField = (platform: Platform) =>
  z.strictObject({
    fidelity: fidelityOf(platform),
    warmUp: quantity({
      kind: "duration",
      meaning: "Simulated time before measurement begins",
      default: "30min",
      min: "0s",
      max: "24h",
      source: {
        mark: "assumption",
        note: "ten talk times of 180 s; the report checks it (MSER-5)",
      },
    }),
    measure: quantity({
      kind: "duration",
      meaning: "Length of the measured window",
      default: "60min",
      min: "1s",
      max: "744h",
      source: { mark: "assumption", note: "one busy hour" },
    }),
    ...SAMPLING_FIELDS,
    startOfDay: timeOfDay("Time of day at the start of the run, warm-up included", {
      default: "08:00",
      source: { mark: "assumption", note: "matters where rates or agents follow the day" },
    }),
    ...busynessFields(),
    agentsAtStart: word(
      ["loggedIn", "logInWave"],
      "Whether agents are there from the start or log in at the start of their shift",
      "loggedIn",
      { source: { mark: "assumption", note: "the shift has begun before the run" } },
    ),
    logInSpread: law({
      kind: "distribution",
      meaning: "With logInWave: when an agent logs in, from the start of the shift",
      default: "uniform(0s, 10min)",
      max: "24h",
      source: { mark: "assumption", note: "no public figure" },
    }),
    registrations: flag(
      "Whether phones register and refresh beside the calls",
      platform === "cluster",
    ),
  });

const busynessFields = () => ({
  busyness: busynessField(
    "Coefficient of variation of a gamma factor on the rates of all demands, one for each " +
      "replication: how far a day may be from its forecast",
  ),
  intervalBusyness: busynessField(
    "Coefficient of variation of a gamma factor on the rates of all demands, one for each " +
      "interval of a replication: how far part of a day may be from its forecast",
  ),
  intervalLength: quantity({
    kind: "duration",
    meaning: "How long such an interval lasts, by the clock",
    default: "30min",
    min: "1min",
    max: "24h",
    source: { mark: "assumption", note: "forecasts are by half-hours" },
  }),
});

/** A replication is a day, and days differ. */
export function busynessField(meaning: string) {
  return quantity({
    kind: "number",
    meaning,
    default: 0,
    min: 0,
    max: 2,
    source: { mark: "assumption", note: "days alike; measured days vary by about 0.1" },
  });
}

const fidelityOf = (platform: Platform) =>
  word(
    ["message", "call"],
    "Whether every signalling message takes its time, or signalling is counted in closed form",
    platform === "none" ? "call" : "message",
    {
      refuse: (given) =>
        platform === "none" && given === "message"
          ? "call, since without a platform no component carries messages"
          : undefined,
    },
  );
