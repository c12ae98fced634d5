import type { Estimate } from "../stats/estimate.ts";
import type { Chapter } from "./chapters.ts";
import { blockingChart, blockingPools } from "./charts/blocking.ts";
import { poolChart, poolSeries } from "./charts/pool.ts";
import { find, isSilent, scopeLabel } from "./findings.ts";
import { complianceTable } from "./tables/compliance.ts";
import { family } from "./tables/family.ts";
import * as lists from "./tables/lists.ts";
import * as pivots from "./tables/pivots.ts";
import { portsTable, sharingTable } from "./tables/ports.ts";
import { formulasTable, keptTable } from "./tables/recording.ts";
import { pivotTable, type Table } from "./tables/table.ts";
import type { Findings } from "./types.ts";

/** Tables of a platform that is not there would be full of zeros. */
const unlessSilent =
  (tables: Chapter["tables"]): Chapter["tables"] =>
  (findings) =>
    isSilent(findings) ? [] : tables(findings);

/** The components of some layers, as the catalogue names these. */
const componentsOf = (title: string, ...layers: readonly string[]) =>
  unlessSilent((findings: Findings): readonly Table[] => {
    const isHere = (scope: string) =>
      layers.includes(findings.layers[/^component:(\w+)/.exec(scope)?.[1] ?? ""] ?? "") &&
      isNumber(find(findings, "component.utilisation", scope));
    return [pivotTable({ ...pivots.components, title, only: isHere }, findings)];
  });

/** Components of which there is no instance have no servers that could be busy. */
const isNumber = (estimate: Estimate | undefined): boolean =>
  estimate !== undefined && estimate.estimate !== null;

const isTrunks = (scope: string) => scope.endsWith("trunks");
const isPorts = (scope: string) => !isTrunks(scope);

const poolsOf =
  (title: string, only: (scope: string) => boolean): Chapter["tables"] =>
  (findings) => [pivotTable({ ...pivots.pools, title, only }, findings)];

/** Those of the whole cluster before those of its sites. */
const poolCharts =
  (only: (scope: string) => boolean): NonNullable<Chapter["charts"]> =>
  (findings) =>
    poolSeries(findings)
      .filter(({ scope }) => only(scope))
      .toSorted((a, b) => Number(a.scope.includes("/")) - Number(b.scope.includes("/")))
      .map((each) => ({
        name: `pool-${scopeLabel(each.scope).replace(/[^\w.-]/g, "-")}`,
        chart: poolChart(findings, each),
      }));

const blockingCharts: NonNullable<Chapter["charts"]> = (findings) =>
  blockingPools(findings).map((pool) => ({
    name: `blocking-${scopeLabel(pool.scope).replace(/[^\w.-]/g, "-")}`,
    chart: blockingChart(findings, pool),
  }));

const together =
  (...parts: readonly Chapter["tables"][]): Chapter["tables"] =>
  (findings) =>
    parts.flatMap((tables) => tables(findings));

const familyOf =
  (title: string, ...names: readonly Parameters<typeof family>[1][number][]): Chapter["tables"] =>
  (findings) => [family(title, names, findings)];

const BUSY =
  "*Utilisation* is the share of their time that servers work; *delay* is how long a message " +
  "stays, waiting included. ";
const HELD =
  "A call that finds none free is *blocked*. *Greatest* is the mean of the greatest use of each " +
  "replication.";

/** The platform layer by layer, as calls pass it, and what campaigns and recordings add. */
export const layerChapters: readonly Chapter[] = [
  {
    id: "edge",
    title: "Edge: trunks and session border controllers",
    lead: `Where calls come in. ${BUSY}Trunks are held as long as a call lasts. ${HELD}`,
    tables: together(poolsOf("Trunks", isTrunks), componentsOf("Components of the edge", "edge")),
    charts: poolCharts(isTrunks),
  },
  {
    id: "voice",
    title: "Voice: SIP Proxies and SIP Server nodes",
    lead:
      `${BUSY}Below, how fast and how surely calls are set up, by the measures of RFC 6076, and ` +
      "how many messages that takes.",
    tables: together(
      componentsOf("Components of the voice layer", "voice"),
      unlessSilent((findings) => [lists.signalling(findings)]),
    ),
  },
  {
    id: "media",
    title: "Media: ports, and the servers behind them",
    lead:
      `Ports by what they are used for. ${HELD} Theory takes requests for random and those ` +
      "blocked for lost; a dialler that dials again at once asks several times for the same " +
      "port. *Simulated, had there been fewer*: of the time with at most so many in use, the " +
      `share in which all of them were. ${BUSY}`,
    tables: together(
      poolsOf("Media ports", isPorts),
      (findings) => [portsTable(findings), sharingTable(findings)],
      componentsOf("Components of the media layer", "media"),
      familyOf("Look-ups of the treatment", "lookUps"),
    ),
    charts: (findings) => [...poolCharts(isPorts)(findings), ...blockingCharts(findings)],
  },
  {
    id: "routing",
    title: "Routing: strategies, statistics and virtual queues",
    lead: `${BUSY}What they do for a call delays it; none of it is held.`,
    tables: componentsOf("Components of routing", "routing"),
  },
  {
    id: "desk",
    title: "Desk: servers of the agents' desktops",
    lead: `${BUSY}Agents themselves have a chapter of their own.`,
    tables: componentsOf("Components of the desk", "desk"),
  },
  {
    id: "reporting",
    title: "Reporting and framework",
    lead: `${BUSY}No call waits for any of them.`,
    tables: componentsOf("Components of reporting and framework", "reporting", "framework"),
  },
  {
    id: "campaigns",
    title: "Outbound campaigns",
    lead:
      "What campaigns dial, whom they reach, and what they put persons through. *Hits* are " +
      "attempts that a person answers; US and UK rules allow 3 % of them to be *abandoned*, that " +
      "is, that no agent was connected within 2 s: per campaign over 30 days (US) or 24 hours " +
      "(UK, which counts persons taken for a machine as well). The share is that of the worst " +
      "such hours of the measured time; *pass*: all of its interval keeps the rule.",
    tables: (findings) => [
      complianceTable(findings),
      ...[pivots.campaigns, pivots.attempts, pivots.lists].map((each) =>
        pivotTable(each, findings),
      ),
    ],
  },
  {
    id: "callback",
    title: "Callbacks",
    lead: "Who asked to be called back, and how long that took.",
    tables: familyOf("Callbacks", "callback"),
  },
  {
    id: "voicemail",
    title: "Voicemail",
    lead: "Messages left and listened to, and how mailboxes grow.",
    tables: familyOf("Voicemail", "voicemail"),
  },
  {
    id: "digital",
    title: "Digital: chats and e-mails",
    lead:
      "Interactions that agents take besides calls, one at a time; no figure of calls counts " +
      "them. Who never leaves the queue waits until the end of the run: what is *offered* and " +
      "has no outcome is still in system.",
    tables: together(
      familyOf("Chats and e-mails", "digital"),
      componentsOf("Components of the digital layer", "digital"),
    ),
  },
  {
    id: "recording",
    title: "Recording and storage",
    lead:
      "What is recorded and where it goes. Files go up when a call ends, so that links see " +
      "bursts which no mean shows; where no port is free a call goes on without its recording. " +
      "Last, what the load of the run comes to over the retention that the scenario states, one " +
      "copy, 1 GB = 10^9 bytes.",
    tables: together(
      (findings) => [pivotTable(pivots.recording, findings), pivotTable(pivots.files, findings)],
      (findings) => [formulasTable(findings), keptTable(findings)],
      (findings) => [pivotTable(pivots.recordingLinks, findings)],
      componentsOf("Components that record and store", "recording"),
      (findings) => [lists.storage(findings)],
    ),
  },
];
