import { meanOf, ratioOfMeans, tallyQuantile, windowQuantile } from "./estimators.ts";
import { worstShare } from "./rolling.ts";
import {
  cohort,
  counter,
  difference,
  levelMax,
  levelMean,
  perSecond,
  scaled,
  sum,
  tallyCount,
  tallySum,
  windowMax,
  windowSeconds,
} from "./sources.ts";
import type { Metric, Source } from "./types.ts";

const attempts = cohort("outbound.attempts");
const hits = cohort("outbound.human");
const abandoned = cohort("outbound.abandoned");
const inTime = cohort("outbound.connectedInTime");

const counted = (id: string, meaning: string, source: Source = cohort(id)): Metric => ({
  id,
  unit: "calls",
  meaning,
  estimator: meanOf(source),
});

const share = (id: string, meaning: string, part: Source, of: Source): Metric => ({
  id,
  unit: "ratio",
  meaning,
  estimator: ratioOfMeans(part, of),
});

const LIVE = "over hits, the persons who answered, which is the base of the US and UK rules";

/** Attempts of the measured window, followed to their ends. */
const results: readonly Metric[] = [
  counted("outbound.attempts", "the attempts of the window: numbers that campaigns dialled in it"),
  counted("outbound.hits", "attempts that a person answered (live answers)", hits),
  counted("outbound.connected", "hits that an agent or the IVR talked to"),
  counted("outbound.connectedInTime", "hits that were connected within 2 s of being heard"),
  counted("outbound.abandoned", "hits recognised as persons whom nobody was connected to in time"),
  counted("outbound.misjudged", "hits taken for a machine and released"),
  counted("outbound.machines", "attempts that a machine answered", cohort("outbound.machine")),
  counted("outbound.machinesPassed", "machines and faxes taken for a person and connected"),
  counted("outbound.noAnswer", "attempts that nobody and nothing answered before the time-out"),
  counted("outbound.busy", "attempts at a busy line"),
  counted("outbound.invalid", "attempts at a number that does not exist"),
  counted("outbound.fax", "attempts that a fax or modem answered"),
  counted("outbound.unplaced", "attempts that found no port, trunk or way to the carrier"),
  share("outbound.hits.ratio", "hits over attempts", hits, attempts),
  share(
    "outbound.abandoned.ratio",
    `over the whole measured window: abandoned hits ${LIVE}; those misjudged are not in it`,
    abandoned,
    hits,
  ),
  share(
    "outbound.unconnected.ratio",
    `over the whole measured window: hits abandoned or misjudged, as the UK rule counts, ${LIVE}`,
    sum(abandoned, cohort("outbound.misjudged")),
    hits,
  ),
  share(
    "outbound.within2s.ratio",
    `hits connected within 2 s of being heard, ${LIVE}; ringing of the agent's phone included`,
    inTime,
    hits,
  ),
];

const DAY_MINUTES = 24 * 60;

/** As rules have it: whatever the hours, the share of all that is over then. */
const worst: readonly Metric[] = [
  {
    id: "outbound.abandoned.worst30d",
    unit: "ratio",
    meaning:
      "abandoned hits over hits in the worst 30 days in a row of the measured time (US rule), " +
      "all of it where that is shorter; calls count when they end; mean over the replications",
    estimator: meanOf(worstShare(["outbound.abandoned"], "outbound.hits", 30 * DAY_MINUTES)),
    readsMinutes: true,
  },
  {
    id: "outbound.unconnected.worst24h",
    unit: "ratio",
    meaning:
      "hits abandoned or misjudged over hits in the worst 24 hours in a row of the measured time " +
      "(UK rule), all of it where that is shorter; calls count when they end; mean over the " +
      "replications",
    estimator: meanOf(
      worstShare(["outbound.abandoned", "outbound.misjudged"], "outbound.hits", DAY_MINUTES),
    ),
    readsMinutes: true,
  },
];

const levels: readonly Metric[] = [
  {
    id: "outbound.dialling",
    unit: "calls",
    meaning: "attempts without a result yet, in preview without an agent yet: time average",
    estimator: meanOf(levelMean("outbound.dialling")),
  },
  {
    id: "outbound.dialling.max",
    unit: "calls",
    meaning: "the same: mean over the replications of each one's greatest number",
    estimator: meanOf(levelMax("outbound.dialling")),
  },
  {
    id: "outbound.waiting",
    unit: "calls",
    meaning: "persons on the line who wait for an agent: time average",
    estimator: meanOf(levelMean("outbound.waiting")),
  },
  {
    id: "outbound.recordsLeft",
    unit: "records",
    meaning: "numbers not dialled yet: time average; those of endless lists not counted",
    estimator: meanOf(levelMean("outbound.recordsLeft")),
  },
  {
    id: "outbound.toRedial",
    unit: "records",
    meaning: "numbers that wait to be dialled again: time average",
    estimator: meanOf(levelMean("outbound.toRedial")),
  },
];

/** What campaigns dial, whom they reach and what they put persons through. */
export const outbound: readonly Metric[] = [
  ...results,
  ...worst,
  {
    id: "outbound.connect.mean",
    unit: "s",
    meaning: "mean time from hearing a person until an agent answers, connected hits only",
    estimator: ratioOfMeans(tallySum("outbound.connect"), tallyCount("outbound.connect")),
  },
  {
    id: "outbound.connect.p95",
    unit: "s",
    meaning: "95 % of the connected hits had an agent sooner after they were heard",
    estimator: tallyQuantile("outbound.connect", 0.95),
  },
  {
    id: "outbound.cps",
    unit: "1/s",
    meaning: "attempts per second, mean over the measured time",
    estimator: meanOf(perSecond(counter("outbound.dials"))),
  },
  {
    id: "outbound.cps.max1s",
    unit: "1/s",
    meaning: "attempts in the busiest second, mean over the replications",
    estimator: meanOf(windowMax("outbound.dials")),
  },
  {
    id: "outbound.cps.p99of1s",
    unit: "1/s",
    meaning: "attempts per second not exceeded in 99 % of all seconds",
    estimator: windowQuantile("outbound.dials", 0.99),
  },
  {
    id: "outbound.attempts.perAgentHour",
    unit: "1/h",
    meaning: "attempts per hour and agent of the cluster who is logged in and not unavailable",
    estimator: ratioOfMeans(
      scaled(3600, perSecond(counter("outbound.dials"))),
      difference(levelMean("agents.loggedIn"), levelMean("agents.notReady")),
    ),
  },
  counted(
    "outbound.recordsFinished",
    "numbers that were reached, or are not to be dialled again, within the window",
    counter("outbound.recordsFinished"),
  ),
  ...levels,
  {
    id: "outbound.duration",
    unit: "s",
    meaning: "time of the window in which the campaign was not done with its list",
    estimator: meanOf(windowSeconds(levelMean("outbound.active"))),
  },
];
