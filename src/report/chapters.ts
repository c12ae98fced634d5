import type { ChartConfiguration } from "chart.js";
import { capacityTable } from "./capacity.ts";
import { agentsChart } from "./charts/agents.ts";
import { bandwidthChart } from "./charts/bandwidth.ts";
import { capsChart } from "./charts/caps.ts";
import { failureChart } from "./charts/failure.ts";
import { intervalsChart } from "./charts/intervals.ts";
import { utilisationChart } from "./charts/utilisation.ts";
import { panelsOf } from "./failure/panels.ts";
import { simulatedUses } from "./findings.ts";
import { layerChapters } from "./layerChapters.ts";
import { bandwidthTable, linksTable } from "./tables/bandwidth.ts";
import { failureTables } from "./tables/failure.ts";
import { impactTables } from "./tables/impacts.ts";
import * as lists from "./tables/lists.ts";
import * as pivots from "./tables/pivots.ts";
import { type Pivot, pivotTable, type Table } from "./tables/table.ts";
import type { Findings } from "./types.ts";

/** A chart and the name of its picture's file, without extension. */
export interface NamedChart {
  readonly name: string;
  readonly chart: ChartConfiguration;
}

/**
 * One question of a planner with the tables and charts that answer it. Every renderer of files
 * takes them from here: summary.md the tables, the PNGs the charts, report.html all.
 */
export interface Chapter {
  /** Names it in links: letters only. */
  readonly id: string;
  readonly title: string;
  /** How to read it, for somebody who has not read a manual; as `html/inline.ts` takes it. */
  readonly lead: string;
  readonly tables: (findings: Findings) => readonly Table[];
  readonly charts?: (findings: Findings) => readonly NamedChart[];
}

const across =
  (...some: readonly Pivot[]) =>
  (findings: Findings) =>
    some.map((pivot) => pivotTable(pivot, findings));

/** None where there is nothing to show. */
const one =
  (name: string, chart: (findings: Findings) => ChartConfiguration | undefined) =>
  (findings: Findings) => {
    const found = chart(findings);
    return found === undefined ? [] : [{ name, chart: found }];
  };

/** In the order a planner reads: the answer, callers and agents, the platform by layers. */
export const chapters: readonly Chapter[] = [
  {
    id: "failure",
    title: "What the failure did",
    lead:
      "What faults cost and how long until things were as before, from the first onset in the " +
      "measured time on. *Before* is the five minutes before it. Bands hold at least 90 % of the " +
      "replications, all of them where there are fewer than twenty; ± is half a 95 % interval " +
      "of the mean. Calls cut off are all that were there, those that arrived in the warm-up " +
      "included; the outcomes further on are those of calls that arrived in the measured time. " +
      "The same on one page to hand on: `disaster.html`.",
    tables: failureTables,
    charts: (findings) =>
      panelsOf(findings)
        .filter(({ lines }) => lines.length > 0)
        .map((panel) => ({
          name: `failure-${panel.name}`,
          chart: failureChart(findings, panel),
        })),
  },
  {
    id: "impacts",
    title: "Impact by function",
    lead:
      "What each function of the platform suffered in this run, beside the table of the cloud " +
      "guide for the same failure. = agrees, ≠ differs: then the run is the result, for this " +
      "scenario; ? the guide contradicts itself. Tools without traffic here (*designer*, " +
      "*provisioning*, *workforce management*) are modelled as machines that stand in for each " +
      "other as the guide's services table says; where they stand is among the assumptions. The " +
      "primary region is the first of the scenario. *To the end*: of the failure. A reason is " +
      "made of the run's own figures.",
    tables: impactTables,
  },
  {
    id: "capacity",
    title: "What fails first as the load grows",
    lead:
      "Every resource against the load at which it is full, tightest first. *Closed form* is " +
      "computed from the call flows alone; *simulated* is what the run showed, over all sites. " +
      "*Headroom* is how much the load may grow until then. A ceiling is a mean: queues and " +
      "refusals begin before it is reached.",
    tables: (findings) => [capacityTable(findings.capacity, simulatedUses(findings))],
    charts: one("utilisation", utilisationChart),
  },
  {
    id: "expectations",
    title: "Expectations, observations and exact values",
    lead:
      "What the scenario demands of the system, what a real system showed and what theory knows " +
      "exactly, beside what was simulated. *Undecided*: the interval holds the limit, so more " +
      "replications are needed.",
    tables: (findings) => [
      lists.expectations(findings),
      lists.observed(findings),
      lists.exactValues(findings),
    ],
  },
  {
    id: "caps",
    title: "Call attempts per second (CAPS)",
    lead:
      "How many calls begin in a second. Platforms are bought for the busy seconds, not for the " +
      "mean: the quantiles say how many calls began in the busiest 1 % and 0.1 % of seconds.",
    tables: across(pivots.caps),
    charts: one("caps", capsChart),
  },
  {
    id: "waits",
    title: "Waits, service level and what became of the calls",
    lead:
      "What callers went through. *p95* is the wait that 95 % of the callers did not exceed. " +
      "Every call offered has exactly one outcome.",
    tables: (findings) => [
      ...across(pivots.waits, pivots.intervals)(findings),
      lists.outcomes(findings),
      lists.callers(findings),
      lists.levels(findings),
    ],
    charts: one("intervals", intervalsChart),
  },
  {
    id: "voicemail",
    title: "Voicemail",
    lead:
      "Messages that callers left instead of talking to an agent, and agents who listened to " +
      "them when no call was waiting. *Age* is the time from leaving a message until it was heard.",
    tables: across(pivots.voicemail),
  },
  {
    id: "service",
    title: "Second agents, hold and no answer",
    lead:
      "What agents do with a call besides talking. Shares are of the calls answered, but *got " +
      "one*, of those that asked for a second agent: of their own queue on the left, of the " +
      "queue that was asked from *asked here* on.",
    tables: across(pivots.service),
  },
  {
    id: "agents",
    title: "Agents and occupancy",
    lead:
      "The share of their working time that agents are busy with calls: reserved, ringing, " +
      "talking, on hold or in after-call work.",
    tables: across(pivots.agents),
    charts: one("agents", agentsChart),
  },
  ...layerChapters,
  {
    id: "bandwidth",
    title: "Network: what crosses each link",
    lead:
      "What crosses each link, each direction for itself: voice (media), SIP signalling and " +
      "T-Library events, with all headers. Media take their room in every packet time, so a link " +
      "is planned by its busy seconds: it *suffices* where 99 % of them fit.",
    tables: (findings) => [linksTable(findings), bandwidthTable(findings)],
    charts: one("bandwidth", bandwidthChart),
  },
  {
    id: "others",
    title: "Other measures",
    lead: "What no other table of this report shows, for the whole cluster.",
    tables: (findings) => [lists.others(findings)],
  },
  {
    id: "assumptions",
    title: "Assumptions",
    lead:
      "Figures nobody has published or measured for this system. Replace those that matter by " +
      "your own: each setting is a path in the scenario file.",
    tables: (findings) => [lists.assumptions(findings), lists.fixedAssumptions(findings)],
  },
];
