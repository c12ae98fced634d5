import {
  type Course,
  fromCourses,
  greatest,
  meanBefore,
  secondsTo,
  stepBack,
  total,
} from "../recovery/course.ts";
import { DEGRADED, degradedMinutes } from "../recovery/degraded.ts";
import { afterFailure, notWithinRun } from "../recovery/estimators.ts";
import { rollingService, SERVICE, type Service, serviceBefore } from "../recovery/service.ts";
import { meanOf } from "./estimators.ts";
import { calls } from "./losses.ts";
import { cohort, counter, recorder } from "./sources.ts";
import type { Metric, Source } from "./types.ts";

/** Somebody or something is back when this share of what was there before is there again. */
const BACK = 0.95;

const newCalls: readonly Metric[] = [
  {
    id: "icon.missed",
    unit: "events",
    meaning: "call events that an ICON did not hear of while it was down; the other one has them",
    estimator: meanOf(counter("icon.missed")),
  },
  {
    id: "icon.unheard",
    unit: "events",
    meaning: "of these, call events that no ICON of the node heard of: gaps in the data",
    estimator: meanOf(counter("icon.unheard")),
  },
  calls(
    "recovery.requeued",
    "callers who lost their agent's side and waited again (sessions.survivingCaller)",
    counter("recovery.requeued"),
  ),
  calls(
    "recovery.rerouted",
    "calls that the carrier handed over at another site, since theirs did not answer its OPTIONS",
    counter("recovery.rerouted"),
  ),
  calls(
    "recovery.underway.failed",
    "customers' calls present at the first failure whose signalling failed later, to an agent say",
    counter("recovery.underway.failed"),
  ),
  calls(
    "recovery.newCalls",
    "customers' calls of the measured time that arrived while something was failed",
    cohort("recovery.newCalls.offered"),
  ),
  calls(
    "recovery.newCalls.failed",
    "of these, calls that signalling failed to set up",
    cohort("recovery.newCalls.failed"),
  ),
  calls(
    "recovery.newCalls.blocked",
    "of these, calls turned away because nothing was free for them",
    cohort("recovery.newCalls.blocked"),
  ),
];

/** A time and, beside it, the share of the replications that never get there. */
const time = (id: string, meaning: string, source: Source): readonly Metric[] => [
  { id: `${id}.time`, unit: "s", meaning, estimator: afterFailure(source) },
  {
    id: `${id}.notWithinRun`,
    unit: "ratio",
    meaning: `share of the replications whose ${id}.time does not end within the run`,
    estimator: notWithinRun(source),
  },
];

/** Seconds from the onset to a moment; `never` where it has not come. */
const toMoment = (id: string, never: number): Source => {
  const moment = (name: string) =>
    recorder("moment", name, (sample, index) => sample.moments[index]);
  return (layout, scope) => {
    const [onset, then] = [moment("fault.onset")(layout, "cluster"), moment(id)(layout, scope)];
    if (!onset || !then) return undefined;
    return {
      basis: "window",
      read: (sample) => {
        const seconds = (then.read(sample) - onset.read(sample)) * 1e-6;
        if (Number.isNaN(onset.read(sample))) return Number.NaN;
        return Number.isNaN(seconds) ? never : seconds;
      },
    };
  };
};

const backTo = (course: Course): number => stepBack(course, BACK * meanBefore(course));

/** NaN of before makes every comparison false: then nothing can be said. */
const timeBack = (course: Course): number =>
  Number.isNaN(meanBefore(course)) ? Number.NaN : secondsTo(course, backTo(course));

const levelBack = (id: string) => fromCourses([id], (courses) => timeBack(courses[id]!));

function serviceBack(service: Service): { course: Course; step: number } {
  const course = rollingService(service);
  return { course, step: stepBack(course, BACK * serviceBefore(service)) };
}

const figure = (id: string, unit: string, meaning: string, source: Source): Metric => ({
  id,
  unit,
  meaning,
  estimator: afterFailure(source),
});

const times: readonly Metric[] = [
  ...time(
    "recovery.firstAnswer",
    "from the first failure until a call that arrived after it is answered",
    toMoment("recovery.firstAnswer", Number.POSITIVE_INFINITY),
  ),
  figure(
    "recovery.failing.time",
    "s",
    "from the first failure until the last call arrived that, while something was failed, could " +
      "not be set up or was turned away; 0 where there was none",
    toMoment("recovery.lastFailure", 0),
  ),
  ...time(
    "recovery.service",
    "from the first failure until the share of customers' calls answered in time among those " +
      "answered, abandoned, blocked, failed or lost before, over the last 60 s, is back at 95 % " +
      "of what it was in the 5 minutes before, to stay while something is failed",
    fromCourses(SERVICE, (service) => {
      if (Number.isNaN(serviceBefore(service))) return Number.NaN;
      const { course, step } = serviceBack(service);
      return secondsTo(course, step);
    }),
  ),
  ...time(
    "recovery.registrations",
    "from the first failure until 95 % of the phones registered in the 5 minutes before are again",
    levelBack("registrations.active"),
  ),
  ...time(
    "recovery.agents",
    "from the first failure until 95 % of the agents logged in in the 5 minutes before are again",
    levelBack("agents.loggedIn"),
  ),
];

const before = (id: string, unit: string, what: string, course: string): Metric =>
  figure(
    id,
    unit,
    `${what}: mean of the 5 minutes before the first failure`,
    fromCourses([course], (courses) => meanBefore(courses[course]!)),
  );

/** Greatest mean of so many seconds in a row; undefined where steps are longer than that. */
const peak = (course: string, seconds: number): Source => {
  const source = fromCourses([course], ({ [course]: each }) =>
    greatest(each!, seconds / each!.stepS),
  );
  return (layout, scope) => {
    const index = layout.find("course", course, scope);
    if (index === undefined || layout.courses[index].stepS > seconds) return undefined;
    return source(layout, scope);
  };
};

const levels: readonly Metric[] = [
  before("recovery.inSystem.before", "calls", "calls present", "calls.inSystem"),
  before("recovery.queue.before", "calls", "calls waiting for an agent", "calls.inQueue"),
  figure(
    "recovery.queue.max",
    "calls",
    "calls waiting for an agent: greatest mean of a second (of a step of the course where it is " +
      "longer) from the first failure on",
    fromCourses(["calls.inQueue"], ({ "calls.inQueue": course }) => greatest(course)),
  ),
  before("recovery.registers.before", "1/s", "REGISTER requests of phones", "registers"),
  ...[1, 10].map((seconds) =>
    figure(
      `recovery.registers.max${seconds}s`,
      "1/s",
      `REGISTER requests of phones, repeated and challenged ones included: greatest mean of ${
        seconds === 1 ? "a second" : `${seconds} s`
      } from the first failure on`,
      peak("registers", seconds),
    ),
  ),
  figure(
    "recovery.registers.digest",
    "requests",
    "REGISTER requests that answered a challenge, from the first failure on",
    fromCourses(["digests"], ({ digests }) => {
      return digests.stepS * total(digests, digests.onset, digests.values.length);
    }),
  ),
];

const price: readonly Metric[] = [
  figure(
    "recovery.abandoned.extra",
    "calls",
    "calls abandoned from the first failure until the service level is back (recovery.service." +
      "time), less what the rate of the 5 minutes before would have given",
    fromCourses(SERVICE, (service) => {
      const { step } = serviceBack(service);
      const { abandoned } = service;
      const { onset, stepS, values } = abandoned;
      const until = Math.min(step, values.length);
      const usual = meanBefore(abandoned) * (until - onset);
      return stepS * (total(abandoned, onset, until) - usual);
    }),
  ),
  figure(
    "recovery.degraded.minutes",
    "min",
    "minutes from the first failure on in which calls abandoned, blocked, failed or lost exceed " +
      "those of a mean minute of the 5 before by more than 5 % of the calls offered and by more " +
      "than 3 standard deviations of a Poisson count",
    fromCourses(DEGRADED, degradedMinutes),
  ),
  figure(
    "recovery.loggedOut.minutes",
    "agent-min",
    "agents fewer than were logged in in the 5 minutes before, over time, from the first failure " +
      "until they are back (recovery.agents.time) or the run ends",
    fromCourses(["agents.loggedIn"], ({ "agents.loggedIn": course }) => {
      const { values, onset, stepS } = course;
      const usual = meanBefore(course);
      const until = Math.min(backTo(course), values.length);
      let missing = 0;
      for (let step = onset; step < until; step++) missing += Math.max(0, usual - values[step]);
      return (missing * stepS) / 60;
    }),
  ),
];

const carried: readonly Metric[] = [
  before(
    "recovery.utilisation.before",
    "ratio",
    "share of their time servers worked",
    "utilisation",
  ),
  figure(
    "recovery.utilisation.max",
    "ratio",
    "the same in the busiest 10 s from the first failure on (longer where the course has longer " +
      "steps): what the sites that are left must carry",
    fromCourses(["utilisation"], ({ utilisation }) => greatest(utilisation)),
  ),
];

/** What failures cost and how long until things are as before, relative to the first onset. */
export const recovery: readonly Metric[] = [...newCalls, ...times, ...levels, ...price, ...carried];
