import { type ExactValue, type Named, of } from "./exactValue.ts";
import { agentLoad, agentRate, type KnownCentre } from "./knownSystem.ts";
import { type ClassWaiting, priority } from "./theory/priority.ts";

/**
 * Callers of several demands before the same agents, all handled alike and none of them leaving:
 * M/M/c with a class for each priority, its figures for all and by queue. Nothing where the
 * centres are no such system.
 */
export function priorities(centres: readonly KnownCentre[]): ExactValue[] {
  const asking = centres.filter(({ toAgents }) => toAgents > 0);
  if (asking.length === 0 || !asking.every((each) => isAlike(each, asking[0]))) return [];
  const [{ servers, handling }] = asking;
  const ranks = [...new Set(asking.map((each) => each.priority))].sort((a, b) => b - a);
  const classes = priority({
    servers,
    serviceTime: handling.mean,
    arrivalRates: ranks.map((rank) => rateOf(asking.filter((each) => each.priority === rank))),
  });
  const met = asking.map((centre) => ({ centre, ...classes[ranks.indexOf(centre.priority)] }));
  const queues = [...new Set(asking.map(({ queue }) => queue))];
  return of(ranks.length > 1 ? "M/M/c with priorities" : "M/M/c", [
    ...figures("cluster", met),
    ...queues.flatMap((queue) =>
      figures(
        `queue:${queue}`,
        met.filter(({ centre }) => centre.queue === queue),
      ),
    ),
    {
      metric: "agents.occupancy",
      value: asking.reduce((sum, each) => sum + agentLoad(each), 0) / servers,
    },
  ]);
}

const rateOf = (centres: readonly KnownCentre[]): number =>
  centres.reduce((sum, each) => sum + agentRate(each), 0);

const isAlike = ({ servers, handling, patience, queuePlaces }: KnownCentre, other: KnownCentre) =>
  servers > 0 &&
  handling.isExponential &&
  handling.mean === other.handling.mean &&
  patience === Infinity &&
  queuePlaces === Infinity;

/** The callers of a demand, and what their class meets. */
type Met = ClassWaiting & { readonly centre: KnownCentre };

/** Of some of the demands together. */
function figures(scope: string, met: readonly Met[]): Named[] {
  const rate = rateOf(met.map(({ centre }) => centre));
  const mean = (of: (each: Met) => number) =>
    met.reduce((sum, each) => sum + agentRate(each.centre) * of(each), 0) / rate;
  const wait = mean(({ meanWait }) => meanWait);
  const inTime = mean(({ centre, answeredWithin }) => answeredWithin(centre.threshold));
  const level = { metric: "service.level", value: inTime };
  return [
    { metric: "wait.delayed.ratio", value: mean(({ pWait }) => pWait) },
    { metric: "wait.mean", value: wait },
    { metric: "calls.inQueue", value: wait * rate },
    ...(met.every(({ centre }) => centre.answersAtOnce) ? [level] : []),
  ].map((each) => ({ ...each, scope }));
}
