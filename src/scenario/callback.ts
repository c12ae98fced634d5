import { constant } from "../engine/distributions/constant.ts";
import { never } from "../engine/distributions/never.ts";
import type { Callback, CallbackService } from "./callbackTypes.ts";
import { TALKS_ONLY } from "./consult.ts";
import type { Fields } from "./fields/scenario.ts";
import { ASKS_NOBODY } from "./ivrPath.ts";
import { constantRate, rateProfile } from "./profile.ts";
import { recordedOf } from "./recording.ts";
import type { Demand, Queue, RateProfile, Recorded } from "./types.ts";

type Written = Fields["callback"][string];

const NO_TIME = constant.build({ value: 0 }, "0s");
const NEVER = never.build({}, "never");

/**
 * The callback services, and their calls as demands of the model: those that begin with a request,
 * those of later attempts and times and, where customers dial in, theirs. Demands before these:
 * `before`. Requests made in a queue have no rate that is known beforehand.
 */
export function callbackOf(
  fields: Fields,
  queues: readonly Queue[],
  before: number,
): { readonly services: readonly CallbackService[]; readonly demand: readonly Demand[] } {
  const services: CallbackService[] = [];
  const demand: Demand[] = [];
  for (const [name, written] of Object.entries(fields.callback)) {
    const index = services.length;
    const first = before + demand.length;
    const dialIn = written.userOriginated > 0 ? first + 2 : -1;
    const place = placeOf(fields, queues, written);
    const calls = callsOf(written, index, recordedOf(fields));
    demand.push({ ...place, ...calls, name });
    demand.push({ ...place, ...laterOf(written, place.profile, calls), name: `${name}, later` });
    if (dialIn >= 0)
      demand.push({
        ...place,
        ...dialInOf(written, place.profile, calls),
        name: `${name}, dial-in`,
      });
    services.push({ ...serviceOf(name, written), first, later: first + 1, dialIn });
  }
  return { services, demand };
}

/** Share of the callers of a queue who take the callback that is offered there. */
export function takesCallback({ callback }: Fields, queue: string): number {
  const offering = Object.values(callback).filter(({ offer }) => offer !== undefined);
  return offering.find((each) => each.queue === queue)?.offer?.acceptance ?? 0;
}

type Place = Pick<Demand, "queue" | "siteShares" | "profile">;

/** GMS is active in one data centre, the first; a caller's request stays at the caller's site. */
function placeOf(fields: Fields, queues: readonly Queue[], written: Written): Place {
  const { rate, intervals, offer } = written;
  const sites = Object.keys(fields.sites);
  return {
    queue: queues.findIndex(({ name }) => name === written.queue),
    siteShares: sites.map((_, site) =>
      offer === undefined ? Number(site === 0) : 1 / sites.length,
    ),
    profile: intervals
      ? rateProfile(intervals.rates, intervals, fields.run.startOfDay)
      : constantRate(rate ?? 0),
  };
}

type Calls = Omit<Demand, "name" | keyof Place>;

function callsOf(written: Written, service: number, recorded: Recorded): Calls {
  const { priority, patience, ring, talk, afterCallWork } = written;
  return {
    origin: "callback",
    campaign: null,
    ivrPath: ASKS_NOBODY,
    callback: callbackCallOf(written, service),
    takesCallback: 0,
    voicemail: null,
    mailbox: null,
    ...recorded,
    flow: "callback",
    priority,
    redial: { afterBlocked: 0, afterAbandoned: 0, delay: NO_TIME, attempts: 1, durations: "anew" },
    busynessCv: 0,
    ivrDuration: NO_TIME,
    containment: 0,
    queueTreatmentUs: 0,
    overflowUs: Number.POSITIVE_INFINITY,
    ivrPatience: NEVER,
    patience,
    patienceUntil: "selected",
    ring,
    talk,
    afterCallWork,
    ...TALKS_ONLY,
  };
}

function callbackCallOf(written: Written, service: number): Callback {
  const { offer, order, callProgress, scheduled, userOriginated, answered } = written;
  const { dialRing, noAnswer, detection } = written;
  return {
    service,
    fromWeb: offer === undefined,
    agentFirst: order === "agentFirst",
    callProgress: callProgress === "mcp",
    scheduled,
    dialsIn: userOriginated,
    answered: answered[0]!,
    ...{ dialRing, noAnswer, detection },
  };
}

/** Calls of a request after its first: each request has so many on average. */
function laterOf(written: Written, profile: RateProfile, calls: Calls) {
  const { attempts, answered, scheduled, userOriginated } = written;
  const shareAt = (attempt: number) => answered[Math.min(attempt, answered.length) - 1]!;
  let again = 0;
  let answeredAgain = 0;
  let inVain = 1 - shareAt(1);
  for (let attempt = 2; attempt <= Math.min(attempts, MOST_ATTEMPTS); attempt++) {
    again += inVain;
    answeredAgain += inVain * shareAt(attempt);
    inVain *= 1 - shareAt(attempt);
  }
  const perRequest = (1 - userOriginated) * (scheduled + again);
  const reached = scheduled * shareAt(1) + answeredAgain;
  return {
    ...calls,
    profile: scaled(profile, perRequest),
    callback: {
      ...calls.callback!,
      ...{ scheduled: 0, dialsIn: 0 },
      answered: scheduled + again === 0 ? 1 : reached / (scheduled + again),
    },
  };
}

/** Terms of the mean number of attempts beyond which nothing is left. */
const MOST_ATTEMPTS = 1000;

/** A customer who dials in comes by the inbound flow, without an IVR. */
const dialInOf = ({ userOriginated }: Written, profile: RateProfile, calls: Calls) => ({
  ...calls,
  flow: "inbound",
  profile: scaled(profile, userOriginated),
});

const scaled = (profile: RateProfile, factor: number): RateProfile => ({
  ...profile,
  perSecond: profile.perSecond.map((rate) => factor * rate),
});

function serviceOf(name: string, written: Written) {
  const { offer, order, desired, buckets, limits, keep, attempts, retry, answered } = written;
  return {
    name,
    offer: offer === undefined ? null : { aboveUs: offer.above, predictor: offer.predictor },
    order,
    desired,
    bucketUs: buckets.length,
    perBucket: buckets.limit,
    timeToLiveUs: keep,
    attempts,
    retryUs: retry,
    answered,
    ...limits,
  };
}
