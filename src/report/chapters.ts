import type { ChartConfiguration } from "chart.js";
import { capacityTable } from "./capacity.ts";
import { agentsChart } from "./charts/agents.ts";
import { bandwidthChart } from "./charts/bandwidth.ts";
import { capsChart } from "./charts/caps.ts";
import { intervalsChart } from "./charts/intervals.ts";
import { poolChart, poolSeries } from "./charts/pool.ts";
import { utilisationChart } from "./charts/utilisation.ts";
import { isSilent, scopeLabel, simulatedUses } from "./findings.ts";
import { bandwidthTable, linksTable } from "./tables/bandwidth.ts";
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

/** Tables of a platform that is not there would be full of zeros. */
const unlessSilent =
  (tables: Chapter["tables"]): Chapter["tables"] =>
  (findings) =>
    isSilent(findings) ? [] : tables(findings);

/** None where there is nothing to show. */
const one =
  (name: string, chart: (findings: Findings) => ChartConfiguration | undefined) =>
  (findings: Findings) => {
    const found = chart(findings);
    return found === undefined ? [] : [{ name, chart: found }];
  };

/** Those of the whole cluster before those of its sites. */
const poolCharts = (findings: Findings): readonly NamedChart[] =>
  poolSeries(findings)
    .toSorted((a, b) => Number(a.scope.includes("/")) - Number(b.scope.includes("/")))
    .map((each) => ({
      name: `pool-${scopeLabel(each.scope).replace(/[^\w.-]/g, "-")}`,
      chart: poolChart(findings, each),
    }));

/** In the order a planner reads. */
export const chapters: readonly Chapter[] = [
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
    id: "agents",
    title: "Agents and occupancy",
    lead:
      "The share of their working time that agents are busy with calls: reserved, ringing, " +
      "talking, on hold or in after-call work.",
    tables: across(pivots.agents),
    charts: one("agents", agentsChart),
  },
  {
    id: "campaigns",
    title: "Campaigns",
    lead:
      "What campaigns dial, whom they reach, and what they put persons through. *Hits* are " +
      "attempts that a person answers; US and UK rules allow 3 % of them to be *abandoned*, which " +
      "means that no agent was connected within 2 s: per campaign over 30 days (US) or 24 hours " +
      "(UK, which counts persons taken for a machine as well). Here the share is that of the " +
      "measured time.",
    tables: across(pivots.campaigns, pivots.attempts, pivots.lists),
  },
  {
    id: "bandwidth",
    title: "Bandwidth",
    lead:
      "What crosses each link, each direction for itself: voice (media), SIP signalling and " +
      "T-Library events, with all headers. Media take their room in every packet time, so a link " +
      "is planned by its busy seconds: it *suffices* where 99 % of them fit.",
    tables: (findings) => [linksTable(findings), bandwidthTable(findings)],
    charts: one("bandwidth", bandwidthChart),
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
    id: "signalling",
    title: "SIP and T-Library signalling",
    lead:
      "How fast and how surely calls are set up, by the measures of RFC 6076, and how many " +
      "messages that takes.",
    tables: unlessSilent((findings) => [lists.signalling(findings)]),
  },
  {
    id: "components",
    title: "Components",
    lead:
      "How busy the servers of the platform are, how long a message stays in one of them, and " +
      "what was refused because too much had piled up.",
    tables: unlessSilent(across(pivots.components)),
  },
  {
    id: "pools",
    title: "Pools of trunks and ports",
    lead:
      "Trunks and media ports that a call holds while it needs them; a call that finds none free " +
      "is *blocked*. *Greatest* is the mean of the greatest use of each replication.",
    tables: across(pivots.pools),
    charts: poolCharts,
  },
  {
    id: "storage",
    title: "Storage",
    lead:
      "What the load of the run comes to over the retention that the scenario states, one copy, " +
      "1 GB = 10^9 bytes. No recording is simulated: a recording is as long as the talk.",
    tables: (findings) => [lists.storage(findings)],
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
