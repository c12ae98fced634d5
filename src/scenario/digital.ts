import { constant } from "../engine/distributions/constant.ts";
import { never } from "../engine/distributions/never.ts";
import { scaled } from "../engine/distributions/scaled.ts";
import { TALKS_ONLY } from "./consult.ts";
import type { Fields } from "./fields/scenario.ts";
import { ASKS_NOBODY } from "./ivrPath.ts";
import { constantRate, rateProfile } from "./profile.ts";
import { NOT_RECORDED } from "./recording.ts";
import type { Demand } from "./types.ts";

const NO_TIME = constant.build({ value: 0 }, "0s");
const NEVER = never.build({}, "never");

/** The sources of chats and e-mails as demands of the model: they queue as calls do. */
export const digitalOf = (fields: Fields): readonly Demand[] =>
  Object.entries(fields.digital).map(([name, written]) => {
    const { queue, rate, intervals, sites: shares, busyness, priority } = written;
    const { patience, accept, handling, afterWork, exchanges } = written;
    const sites = Object.keys(fields.sites);
    return {
      ...NOT_RECORDED,
      ...TALKS_ONLY,
      name,
      origin: "digital",
      campaign: null,
      callback: null,
      takesCallback: 0,
      voicemail: null,
      mailbox: null,
      flow: "digital",
      queue: Object.keys(fields.queues).indexOf(queue),
      priority,
      redial: {
        afterBlocked: 0,
        afterAbandoned: 0,
        delay: NO_TIME,
        attempts: 1,
        durations: "anew",
      },
      siteShares: sites.map((site) => (shares ? (shares[site] ?? 0) : 1 / sites.length)),
      profile: intervals
        ? rateProfile(intervals.rates, intervals, fields.run.startOfDay)
        : constantRate(rate!),
      busynessCv: busyness,
      ivrDuration: NO_TIME,
      containment: 0,
      ivrPath: ASKS_NOBODY,
      queueTreatmentUs: 0,
      overflowUs: Number.POSITIVE_INFINITY,
      ivrPatience: NEVER,
      patience,
      patienceUntil: "selected",
      ring: accept,
      talk: scaled.build({ factor: 1 / exchanges, law: handling }, handling.text),
      afterCallWork: afterWork,
      exchanges,
    };
  });
