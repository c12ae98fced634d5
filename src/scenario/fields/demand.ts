import * as z from "zod";
import { callFlows } from "../../model/flows/index.ts";
import type { Parameter, Source } from "../../parameter.ts";
import { parseQuantity } from "../../units.ts";
import { serviceFields } from "./consult.ts";
import { askedForFindings, IVR_PATH_FIELDS } from "./ivrPath.ts";
import { type Leaf, leaf, MistakeError, type Setting } from "./leaf.ts";
import type { Names } from "./names.ts";
import { law, quantity } from "./quantities.ts";
import { REPLAY, sourceFindings } from "./replay.ts";
import { busynessField } from "./run.ts";
import { optionalSection, unless, whole } from "./sections.ts";
import { VOICEMAIL } from "./voicemail.ts";
import { knownName, newName, reference, text, timeOfDay, word } from "./words.ts";

/** 10 h. */
const TREATMENT_MAX_US = 36_000e6;

/** Flows a demand may follow: those whose calls end with an outcome. */
const CALL_FLOWS = callFlows().map(({ name }) => name);

export const OWN_FIGURE: Source = { mark: "given", note: "the planner's own figure" };

export const RATE: Parameter = {
  kind: "rate",
  meaning: "Arrivals of a Poisson stream",
  min: "0/s",
  max: "10000/s",
  source: OWN_FIGURE,
};

export const INTERVAL_LENGTH: Parameter = {
  kind: "duration",
  meaning: "Length of each interval",
  min: "1s",
  max: "24h",
  source: OWN_FIGURE,
};

const RATE_INTERVALS = whole(
  z.strictObject({
    start: timeOfDay("Start of the first interval"),
    length: quantity(INTERVAL_LENGTH),
    rates: z.array(quantity({ ...RATE, meaning: "Arrivals in the interval" })).optional(),
    csv: text("CSV file with one row per interval, relative to this file").optional(),
    column: text("Header of the column that holds the arrivals per interval").optional(),
    per: quantity({
      ...INTERVAL_LENGTH,
      meaning: "Time over which the column counts; if absent, the length of the intervals",
    }).optional(),
  }),
  ({ rates, csv, column, per }) => [
    ...unless(csv === undefined ? rates !== undefined : column !== undefined, {
      wanted: "either rates, or csv and column",
      given: "neither",
    }),
    ...unless(csv !== undefined || (column ?? per) === undefined, {
      wanted: "csv, where there is column or per",
      path: ["csv"],
    }),
    ...unless(rates?.length !== 0, { wanted: "at least one rate", given: "none" }),
  ],
);

const IVR = optionalSection(
  z.strictObject({
    duration: law({
      kind: "distribution",
      meaning: "Time in the IVR before the call asks for an agent or ends",
      default: "exponential(mean 60s)",
      max: "10h",
      source: { mark: "assumption", note: "mean from blueprint 6.1 (60 s), its shape assumed" },
    }),
    containment: quantity({
      kind: "share",
      meaning: "Share of calls that end in the IVR",
      default: 0,
      source: { mark: "assumption", note: "every call asks for an agent" },
    }),
    patience: law({
      kind: "distribution",
      meaning: "Time after which the caller hangs up within the IVR",
      default: "never",
      source: { mark: "assumption", note: "no public figure" },
    }),
    ...IVR_PATH_FIELDS,
  }),
);

const REDIAL = optionalSection(
  z.strictObject({
    afterBlocked: quantity({
      kind: "share",
      meaning: "Share of callers turned away (no trunk, port or place) who call again",
      default: 0,
      source: { mark: "assumption", note: "no public figure; who is turned away stays away" },
    }),
    afterAbandoned: quantity({
      kind: "share",
      meaning: "Share of callers who hung up before an agent answered who call again",
      default: 0,
      source: { mark: "assumption", note: "no public figure; who hangs up stays away" },
    }),
    delay: law({
      kind: "distribution",
      meaning: "Time from the end of such a call to the next one of the same caller",
      default: "exponential(mean 5min)",
      max: "24h",
      source: { mark: "assumption", note: "no public figure" },
    }),
    attempts: quantity({
      kind: "count",
      meaning: "Calls of one caller in all, the first included",
      default: 5,
      min: 1,
      max: 1000,
      unlimited: true,
      source: { mark: "assumption", note: "no public figure" },
    }),
    durations: word(
      ["anew", "same"],
      "Whether patience, IVR, ring, talk and after-call work of such a caller are drawn anew for " +
        "every call, or stay the same: then those who call again are the impatient",
      "anew",
      { source: { mark: "assumption", note: "no public figure" } },
    ),
  }),
);

/** Callers: how many, when, where they enter, how long they wait and talk. */
export const demandFields = (names: Names | undefined) =>
  z.record(
    newName("demand"),
    whole(callersFields(names), ({ ivr, sites, voicemail, queueTreatment, ...rest }) => [
      ...sourceFindings(rest),
      ...(names ? askedForFindings(ivr, sites, names) : []),
      ...unless(voicemail === undefined || voicemail.after >= queueTreatment, {
        wanted: "a time of at least queueTreatment, which all callers hear first",
        path: ["voicemail", "after"],
      }),
    ]),
  );

const callersFields = (names: Names | undefined) =>
  z.strictObject({
    flow: word(CALL_FLOWS, "Call flow that every call of this demand follows", "inbound"),
    queue: reference("queue", "Queue that the calls ask for", names?.queues),
    rate: quantity(RATE).optional(),
    intervals: RATE_INTERVALS.optional(),
    replay: REPLAY.optional(),
    sites: siteShares(names).optional(),
    busyness: busynessField(
      "Coefficient of variation of a gamma factor on the day's rate, beside the one that all " +
        "demands share (run.busyness)",
    ),
    ivr: IVR,
    priority: quantity({
      kind: "count",
      meaning: "Calls of a higher priority are answered first, whatever queue they wait in",
      default: 0,
      min: 0,
      max: 1000,
      source: { mark: "assumption", note: "all calls alike: who waits longest is next" },
    }),
    redial: REDIAL,
    voicemail: VOICEMAIL.optional(),
    ...CALLER_FIELDS,
    ...serviceFields(names),
  });

export const siteShares = (names: Names | undefined) =>
  whole(z.record(knownName("site", names?.sites), SITE_SHARE), (shares) => {
    const sum = Object.values(shares).reduce((total, share) => total + share, 0);
    const given = `a sum of ${sum}`;
    return unless(Math.abs(sum - 1) <= 1e-9, { wanted: "shares that sum to 1", given });
  });

const SITE_SHARE = quantity({
  kind: "share",
  meaning: "Share of the calls that enters at the site; if all are absent, even shares",
  source: { mark: "assumption", note: "no site is known to be called more" },
});

export const CALLER_FIELDS = {
  queueTreatment: queueTreatment(),
  patience: law({
    kind: "distribution",
    meaning: "Time in the queue after which the caller hangs up",
    default: "zeroInflated(share 0.02, mean 420s)",
    source: { mark: "assumption", note: "published means are 380 to 800 s; 2 % hang up at once" },
  }),
  patienceUntil: word(
    ["selected", "answered"],
    "Whether the caller may hang up until an agent is selected, or until the agent answers",
    "selected",
    { source: { mark: "assumption", note: "who hears the agent's phone ring stays on the line" } },
  ),
  ring: law({
    kind: "distribution",
    meaning: "Time the agent's phone rings",
    default: "8s",
    max: "10min",
    source: { mark: "assumption", note: "manual answer; 3 s with automatic answer" },
  }),
  talk: law({
    kind: "distribution",
    meaning: "Talk time, hold included",
    default: "lognormal(mean 180s, cv 1.0)",
    max: "10h",
    source: { mark: "assumption", note: "mean from blueprint 6.1 (180 s), published cv near 1" },
  }),
  afterCallWork: law({
    kind: "distribution",
    meaning: "The agent's work after the call",
    default: "20s",
    max: "10h",
    source: { mark: "assumption", note: "no public figure" },
  }),
};

/** `none`, or `atLeast 120s`. */
function queueTreatment(): Leaf<number> {
  const wanted = 'none, or atLeast and a duration up to 10h, such as "atLeast 120s"';
  const setting: Setting = {
    kind: "text",
    meaning: "What every call hears in the queue, on a media port, before an agent is selected",
    default: "none",
    range: "none, or atLeast 0s to 10h",
    wanted,
    source: { mark: "assumption", note: "music or announcements end as soon as an agent is free" },
  };
  return leaf(setting, z.string(), (given) => {
    if (given === "none") return 0;
    const [, duration] = /^atLeast\s+(.+)$/.exec(given) ?? [];
    const us = duration === undefined ? Infinity : parseQuantity(duration, "duration");
    if (us > TREATMENT_MAX_US) throw new MistakeError({ wanted });
    return us;
  });
}
