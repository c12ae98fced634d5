import * as z from "zod";
import { CONSULTATIONS } from "../../model/questions.ts";
import type { Parameter, Source } from "../../parameter.ts";
import type { Names } from "./names.ts";
import { law, quantity } from "./quantities.ts";
import { optionalSection, unless, whole } from "./sections.ts";
import { reference } from "./words.ts";

const assumed = (note: string): Source => ({ mark: "assumption", note });

const share = (meaning: string, note: string, max?: string) => {
  const parameter: Parameter = { kind: "share", meaning, default: 0, source: assumed(note) };
  return quantity(max === undefined ? parameter : { ...parameter, max });
};

const patience = (meaning: string, standard: string, note: string) =>
  law({ kind: "distribution", meaning, default: standard, source: assumed(note) });

const duration = (meaning: string, standard: string, note: string) =>
  law({ kind: "distribution", meaning, default: standard, max: "10h", source: assumed(note) });

const NOTHING_ELSE = "handling is ring, talk and after-call work, as in blueprint 6.1";

const HOLD = optionalSection(
  z.strictObject({
    share: share(
      "Share of the calls that an agent answers and puts on hold with music, once",
      `${NOTHING_ELSE}; usual 20 %`,
    ),
    duration: duration(
      "Time on hold, which is not part of the talk",
      "exponential(mean 45s)",
      "no public figure",
    ),
  }),
);

const RONA = optionalSection(
  z.strictObject({
    share: share(
      "Share of the calls offered to an agent whose phone rings without answer (RONA); drawn " +
        "anew for each agent",
      "every agent answers",
      "0.9",
    ),
    after: duration(
      "Time it rings until the call goes back to the head of its queue",
      "15s",
      "usual time-outs are 15 to 20 s",
    ),
    notReady: quantity({
      kind: "duration",
      meaning: "Time the agent is not ready then; 0s: ready at once",
      default: "60s",
      min: "0s",
      max: "10h",
      source: assumed("no public figure"),
    }),
  }),
);

const OF_ANSWERED = "Share of the calls that an agent answers and then ";

const SHARES = {
  return: share(
    `${OF_ANSWERED}asks a second one about, and takes back`,
    `${NOTHING_ELSE}; usual 8 %`,
  ),
  alternate: share(
    `${OF_ANSWERED}asks a second one about, turns to the customer, back, and then takes back`,
    NOTHING_ELSE,
  ),
  transfer: share(
    `${OF_ANSWERED}hands over to a second one after consulting (two-step)`,
    `${NOTHING_ELSE}; usual 6 %`,
  ),
  blindTransfer: share(
    `${OF_ANSWERED}hands over to a queue, leaving at once (one-step)`,
    NOTHING_ELSE,
  ),
  conference: share(
    `${OF_ANSWERED}handles together with a second one after consulting`,
    `${NOTHING_ELSE}; usual 3 %`,
  ),
  noAnswer: share(
    "Share of those consultations in which the second agent does not answer within rona.after",
    "who is asked answers",
  ),
};

const DURATIONS = {
  patience: patience(
    "Time the customer waits for a second agent before hanging up",
    "never",
    "who has talked to an agent stays on the line",
  ),
  agentPatience: patience(
    "Time the first agent waits for a second one before turning to the customer again; a " +
      "transfer in one step waits on",
    "60s",
    "no public figure",
  ),
  ring: duration("Time the second agent's phone rings", "8s", "as that of the first"),
  talk: duration("Time the two agents talk", "exponential(mean 60s)", "no public figure"),
  returnTalk: duration(
    "Time customer and first agent talk after that",
    "exponential(mean 30s)",
    "no public figure",
  ),
  secondTalk: duration(
    "Time customer and second agent talk after a transfer",
    "lognormal(mean 180s, cv 1.0)",
    "as long as a call of its own",
  ),
  conferenceTalk: duration("Time all three talk", "exponential(mean 90s)", "no public figure"),
  afterCallWork: duration(
    "The second agent's work after a transfer or conference",
    "20s",
    "as that of the first",
  ),
};

const consultFields = (names: Names | undefined) =>
  z.strictObject({
    queue: reference(
      "queue",
      "Queue whose agents are asked; if absent, that of the demand",
      names?.queues,
    ).optional(),
    priority: quantity({
      kind: "count",
      meaning: "Priority of calls that wait for a second agent; if absent, that of the demand",
      min: 0,
      max: 1000,
      source: { mark: "given", note: "the planner's own figure" },
    }).optional(),
    ...SHARES,
    ...DURATIONS,
  });

/** What agents do with a call besides talking and the work after it. */
export const serviceFields = (names: Names | undefined) => ({
  hold: HOLD,
  consult: optionalSection(
    whole(consultFields(names), (consult) => {
      const sum = CONSULTATIONS.reduce((total, each) => total + consult[each], 0);
      return unless(sum <= 1 + 1e-9, { wanted: "shares up to 1 in all", given: `a sum of ${sum}` });
    }),
  ),
  rona: RONA,
});
