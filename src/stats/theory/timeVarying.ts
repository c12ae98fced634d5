/**
 * The day of a pool: arrivals at a piecewise constant rate, exponential handling and patience,
 * empty at the start. The law of the number in system by uniformisation (Jensen 1953). O(events of
 * a piece × states that matter): milliseconds for 100 agents and two hours; an hour of 2,000 takes
 * a second, and one of 60,000 minutes.
 */
import { deathRate, stationaryLaw } from "./birthDeath.ts";
import { refuse, requirePositive, requireWhole } from "./checks.ts";
import { poisson, shareOf, trimmed } from "./counts.ts";
import { checkProfile, type RateProfile } from "./infiniteServer.ts";
import type { Masses } from "./masses.ts";
import { type QueueOutcome, queueOutcome } from "./queueOutcome.ts";
import type { AgentStage } from "./queues.ts";

/** What happens from the start of one piece of the profile to that of the next. */
export interface VaryingInterval {
  /** s. */
  readonly from: number;
  readonly to: number;
  /** Mean number of calls; so are the other counts. */
  readonly arrivals: number;
  /** Calls of the interval that must wait. */
  readonly delayed: number;
  /** Callers who give up in the interval, whenever they came. */
  readonly abandoned: number;
  /** Mean number waiting, over the interval. */
  readonly meanQueue: number;
  /** Share of the agents' time spent handling. */
  readonly occupancy: number;
  /** Mean number in queue and talk at the end. */
  readonly inSystemAtEnd: number;
  /** What becomes of the calls of the interval, also after it: counts instead of shares. */
  readonly outcome: QueueOutcome;
}

export interface VaryingDay {
  readonly intervals: readonly VaryingInterval[];
  /** The greatest chance, at any time, of the last state computed. */
  readonly massAtEdge: number;
}

/** At either end a chance below this is left out. */
const LEAST_CHANCE = 1e-28;
/** Relative to the likeliest, where states and counts of events are cut off. */
const NEGLIGIBLE = 1e-20;
/** Load per agent up to which those who never give up are sure to keep the line short. */
const STEADY_LOAD = 0.999;

/**
 * Mt/M/c+M between the starts of neighbouring pieces; that of the last piece ends the day.
 * @throws RangeError naming the parameter out of range
 */
export function timeVarying(stage: AgentStage, profile: RateProfile): VaryingDay {
  const { servers, serviceTime, patience = Infinity } = stage;
  requireWhole("servers", servers, 1);
  requirePositive("serviceTime", serviceTime);
  if (patience !== Infinity) requirePositive("patience", patience);
  checkProfile(profile);
  if (profile.length < 2) refuse("profile", "a start and an end at least", profile.length);
  const states = statesOf({ servers, serviceTime, patience }, profile);
  const deaths = Float64Array.from({ length: states }, (_, n) => deathRate(stage, n));
  let law: Float64Array = new Float64Array(states);
  law[0] = 1;
  let massAtEdge = 0;
  const intervals = profile.slice(0, -1).map(({ from, rate }, i) => {
    const to = profile[i + 1].from;
    const passage = passed(law, { births: rate, deaths, span: to - from });
    law = passage.end;
    massAtEdge = Math.max(massAtEdge, law[states - 1], passage.timeIn[states - 1] / (to - from));
    return intervalOf({ servers, serviceTime, patience }, { from, to, rate }, passage);
  });
  return { intervals, massAtEdge };
}

/** More than are ever in system: as in the steady state of the busiest piece, or all that came. */
function statesOf(stage: Required<AgentStage>, profile: RateProfile): number {
  const endOf = (law: Masses) => {
    const { from, shares } = trimmed(law, NEGLIGIBLE);
    return from + shares.length;
  };
  const day = profile.slice(0, -1);
  const calls = day.reduce(
    (sum, { from, rate }, i) => sum + rate * (profile[i + 1].from - from),
    0,
  );
  const came = endOf(poisson(calls));
  const arrivalRate = day.reduce((most, { rate }) => Math.max(most, rate), 0);
  const mayGrow = arrivalRate * stage.serviceTime > stage.servers * STEADY_LOAD;
  if (mayGrow && stage.patience === Infinity) return came;
  return endOf(stationaryLaw({ ...stage, arrivalRate, capacity: came }));
}

/** What one piece makes of the law of the number in system. */
interface Passage {
  readonly end: Float64Array;
  /** Mean time spent with each number in system, s. */
  readonly timeIn: Float64Array;
}

interface Piece {
  readonly births: number;
  readonly deaths: Float64Array;
  /** s. */
  readonly span: number;
}

/**
 * Events come at one rate in all states, some of which change nothing: the law after a time is that
 * after a Poisson number of them.
 */
function passed(start: Float64Array, { births, deaths, span }: Piece): Passage {
  const states = start.length;
  const pace = births + deaths[states - 1];
  const events = trimmed(poisson(pace * span), NEGLIGIBLE);
  const beyond = tailsOf(events);
  const [end, timeIn] = [new Float64Array(states), new Float64Array(states)];
  let [law, next]: Float64Array[] = [start.slice(), new Float64Array(states)];
  let window = { low: 0, high: states - 1 };
  for (let k = 0; k < events.from + events.shares.length; k++) {
    const here = shareOf(events, k);
    const time = (k < events.from ? 1 : beyond[k - events.from]) / pace;
    for (let n = window.low; n <= window.high; n++) {
      timeIn[n] += time * law[n];
      end[n] += here * law[n];
    }
    window = stepped(law, next, window, { births: births / pace, deaths, pace });
    [law, next] = [next, law];
  }
  return { end, timeIn };
}

/** The states that have any chance worth keeping. */
interface Span {
  readonly low: number;
  readonly high: number;
}

/** One event: moves the law on into `next`, which is all zero, and leaves zeros behind. */
function stepped(
  law: Float64Array,
  next: Float64Array,
  { low, high }: Span,
  { births, deaths, pace }: { births: number; deaths: Float64Array; pace: number },
): Span {
  const last = law.length - 1;
  for (let n = low; n <= high; n++) {
    const down = (law[n] * deaths[n]) / pace;
    const up = n === last ? 0 : law[n] * births;
    next[n] += law[n] - down - up;
    if (n > 0) next[n - 1] += down;
    if (n < last) next[n + 1] += up;
  }
  law.fill(0, low, high + 1);
  let [from, to] = [Math.max(0, low - 1), Math.min(last, high + 1)];
  for (; from < to && next[from] < LEAST_CHANCE; from++) next[from] = 0;
  for (; to > from && next[to] < LEAST_CHANCE; to--) next[to] = 0;
  return { low: from, high: to };
}

/** P(N > n) for n = from …, added up from the far end. */
function tailsOf({ shares }: Masses): Float64Array {
  const tails = new Float64Array(shares.length);
  for (let i = shares.length - 1; i > 0; i--) tails[i - 1] = tails[i] + shares[i];
  return tails;
}

function intervalOf(
  stage: Required<AgentStage>,
  { from, to, rate }: { from: number; to: number; rate: number },
  { end, timeIn }: Passage,
): VaryingInterval {
  const { servers, patience } = stage;
  const span = to - from;
  const over = (law: Float64Array, value: (n: number) => number) =>
    law.reduce((sum, weight, n) => sum + weight * value(n), 0);
  const waiting = over(timeIn, (n) => Math.max(0, n - servers));
  const outcome = queueOutcome(stage, { from: 0, shares: timeIn.map((time) => time * rate) });
  return {
    from,
    to,
    arrivals: rate * span,
    delayed: outcome.pWait,
    abandoned: waiting / patience,
    meanQueue: waiting / span,
    occupancy: over(timeIn, (n) => Math.min(n, servers)) / span / servers,
    inSystemAtEnd: over(end, (n) => n),
    outcome,
  };
}
