import { refuse, requireNotNegative, requirePositive, requireWhole } from "./checks.ts";
import { poisson, trimmed } from "./counts.ts";
import { chainLaw, type Truncated } from "./gth.ts";
import { trunkedCentre } from "./trunkedCentre.ts";

/** Agents for whom numbers are dialled. Exponential times, in seconds. */
export interface Dialler {
  readonly servers: number;
  /** Mean handling time of a call that an agent talks on. */
  readonly handleTime: number;
  /** Mean time until an attempt is answered or given up. */
  readonly ringTime: number;
  /** Chance that an attempt is answered, above 0. */
  readonly pAnswer: number;
}

/** How far ahead of the agents it dials. */
export interface Pacing {
  /** Attempts under way are topped up to this many per idle agent, rounded down … */
  readonly dialsPerIdle: number;
  /** … and, together with them, this many per busy one (default 0); at most dialsPerIdle. */
  readonly dialsPerBusy?: number;
  /** Mean patience of those who answer and find no agent idle; 0 (the default): gone at once. */
  readonly patience?: number;
}

export interface Dialling {
  readonly occupancy: number;
  readonly meanDialsInProgress: number;
  /** Attempts/s. */
  readonly dialRate: number;
  /** Answered attempts/s. */
  readonly answerRate: number;
  /** Share of the answered calls that no agent talks on. */
  readonly abandonedOfAnswered: number;
  /** Calls that agents talk on, per second. */
  readonly talkRate: number;
  readonly talksPerAgentHour: number;
  /** Mean time an agent is idle from one call to the next, s. */
  readonly meanIdleBetweenCalls: number;
}

/** Relative to the likeliest, where the queue of those who answered is cut off. */
const NEGLIGIBLE = 1e-22;

/**
 * One attempt per idle agent, again until somebody answers: idle for a geometric sum of ring times,
 * occupancy h / (h + ring/p). No call is abandoned. Any number of agents, any law of the times.
 * @throws RangeError naming the parameter out of range
 */
export function progressiveDialler(dialler: Dialler): Dialling {
  checkDialler(dialler);
  const { servers, handleTime, ringTime, pAnswer } = dialler;
  const occupancy = handleTime / (handleTime + ringTime / pAnswer);
  const dials = servers * (1 - occupancy);
  return diallingOf(dialler, { occupancy, dials, abandonRate: 0 });
}

/**
 * The stationary chain of (busy or waiting, attempts under way): at every event attempts are topped
 * up, never cancelled. Fit for some hundred agents: O(agents × dials³).
 * @throws RangeError naming the parameter out of range
 */
export function dialler(agents: Dialler, pacing: Pacing): Dialling & Truncated {
  checkDialler(agents);
  const full = { dialsPerBusy: 0, patience: 0, ...pacing };
  checkPacing(agents, full);
  const { servers, handleTime, ringTime, pAnswer } = agents;
  const { wanted, stateOf, states, levels } = layoutOf(agents, full);
  const most = wanted(0);
  const where: (readonly [n: number, dials: number])[] = [];
  for (let n = 0; n < levels; n++)
    for (let dials = wanted(n); dials <= most; dials++) where.push([n, dials]);
  const waits = full.patience > 0;
  const law = chainLaw(states, 2 * (most + 1), (from, add) => {
    const [n, dials] = where[from];
    const moves = (to: number, left: number, rate: number) =>
      add(stateOf(to, Math.max(left, wanted(to))), rate);
    const taken = n < servers || (waits && n < levels - 1);
    moves(taken ? n + 1 : n, dials - 1, (dials / ringTime) * pAnswer);
    moves(n, dials - 1, (dials / ringTime) * (1 - pAnswer));
    const abandons = waits ? Math.max(0, n - servers) / full.patience : 0;
    if (n > 0) moves(n - 1, dials, Math.min(n, servers) / handleTime + abandons);
  });
  const over = (value: (n: number, dials: number) => number) =>
    law.reduce((sum, chance, i) => sum + chance * value(...where[i]), 0);
  const gone = (n: number, dials: number) =>
    n < servers ? 0 : waits ? (n - servers) / full.patience : (dials / ringTime) * pAnswer;
  const occupancy = over((n) => Math.min(n, servers)) / servers;
  const dials = over((_, count) => count);
  const massAtEdge = waits ? over((n) => (n < levels - 1 ? 0 : 1)) : 0;
  return { ...diallingOf(agents, { occupancy, dials, abandonRate: over(gone) }), massAtEdge };
}

/** Numbers the states: levels of n, in each of them attempts from the wanted number up. */
function layoutOf({ servers, ringTime, pAnswer }: Dialler, pacing: Required<Pacing>) {
  const { dialsPerIdle, dialsPerBusy, patience } = pacing;
  const wanted = (n: number) => {
    const busy = Math.min(n, servers);
    return Math.floor(dialsPerIdle * (servers - busy) + dialsPerBusy * busy);
  };
  const most = wanted(0);
  const line = trimmed(poisson((most * pAnswer * patience) / ringTime), NEGLIGIBLE);
  const levels = servers + 1 + (patience > 0 ? line.from + line.shares.length : 0);
  const firstOf = [0];
  for (let n = 0; n < levels; n++) firstOf.push(firstOf[n] + most - wanted(n) + 1);
  const stateOf = (n: number, dials: number) => firstOf[n] + dials - wanted(n);
  return { wanted, stateOf, states: firstOf[levels], levels };
}

/** The figures that follow from these three. */
function diallingOf(
  { servers, handleTime, ringTime, pAnswer }: Dialler,
  { occupancy, dials, abandonRate }: { occupancy: number; dials: number; abandonRate: number },
): Dialling {
  const dialRate = dials / ringTime;
  const talkRate = (servers * occupancy) / handleTime;
  return {
    occupancy,
    meanDialsInProgress: dials,
    dialRate,
    answerRate: dialRate * pAnswer,
    abandonedOfAnswered: abandonRate / (dialRate * pAnswer),
    talkRate,
    talksPerAgentHour: (talkRate / servers) * 3600,
    meanIdleBetweenCalls: (servers * (1 - occupancy)) / talkRate,
  };
}

/** Answered calls as a Poisson stream, whatever the agents do. */
export interface ConstantRate {
  readonly servers: number;
  readonly handleTime: number;
  /** Answered calls/s. */
  readonly answerRate: number;
  /** As of `Pacing`. */
  readonly patience?: number;
}

/**
 * Dialling at a constant rate: Erlang B, or Erlang A for those who wait a little.
 * @throws RangeError naming the parameter out of range
 */
export function constantRateDialler({ patience = 0, ...stream }: ConstantRate) {
  requireNotNegative("patience", patience);
  const { servers, handleTime, answerRate } = stream;
  requirePositive("answerRate", answerRate);
  requirePositive("handleTime", handleTime);
  const centre = { arrivalRate: answerRate, ivrMean: 0, servers, serviceTime: handleTime };
  if (patience > 0) {
    const { agents, occupancy } = trunkedCentre({ ...centre, patience }, Infinity);
    return { abandonedOfAnswered: agents.pAbandon, occupancy };
  }
  requireWhole("servers", servers, 1);
  const { pBlock, occupancy } = trunkedCentre(centre, servers);
  return { abandonedOfAnswered: pBlock, occupancy };
}

function checkDialler({ servers, handleTime, ringTime, pAnswer }: Dialler): void {
  requireWhole("servers", servers, 1);
  requirePositive("handleTime", handleTime);
  requirePositive("ringTime", ringTime);
  if (!(pAnswer > 0 && pAnswer <= 1)) refuse("pAnswer", "a share above 0, up to 1", pAnswer);
}

function checkPacing({ servers }: Dialler, pacing: Required<Pacing>): void {
  const { dialsPerIdle, dialsPerBusy, patience } = pacing;
  requireNotNegative("patience", patience);
  if (!(dialsPerIdle * servers >= 1 && dialsPerIdle < Infinity))
    refuse("dialsPerIdle", "at least one attempt when all agents are idle", dialsPerIdle);
  if (!(dialsPerBusy >= 0 && dialsPerBusy <= dialsPerIdle))
    refuse("dialsPerBusy", "a number from 0 to dialsPerIdle", dialsPerBusy);
}
