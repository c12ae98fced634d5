import type { CapacityRow, ExpectationResult, Findings } from "../../src/report/types.ts";
import type { FaultSetting, Scenario } from "../../src/scenario/types.ts";
import type { Estimate } from "../../src/stats/estimate.ts";
import type { MinuteMeans } from "../../src/stats/minutes.ts";

export const est = (
  id: string,
  scope: string,
  unit: string,
  estimate: number | null,
  halfWidth95: number | null,
  more: Partial<Estimate> = {},
): Estimate => ({
  id,
  unit,
  scope,
  estimate,
  halfWidth95,
  low95: estimate === null || halfWidth95 === null ? null : estimate - halfWidth95,
  high95: estimate === null || halfWidth95 === null ? null : estimate + halfWidth95,
  replications: 30,
  min: estimate === null ? null : estimate * 0.96,
  max: estimate === null ? null : estimate * 1.04,
  basis: "window",
  ...more,
});

const places = ["dc1", "dc2", "carrier", "desks:dc1", "desks:dc2"];
const pairs = [
  [0, 1],
  [2, 0],
  [2, 1],
  [0, 3],
  [1, 4],
  [0, 4],
] as const;
const links = pairs.flatMap(([a, b]) =>
  [
    [a, b],
    [b, a],
  ].map(([from, to]) => ({
    from: from!,
    to: to!,
    latencyUs: 1000,
    bitsPerSecond: a === 0 && b === 1 ? 1e9 : Infinity,
    transport: "udp",
    codec: "G.711",
  })),
);

const queue = { name: "support", groups: [0], location: "localFirst", capacity: Infinity } as const;

export const scenario = {
  name: "reference-2000",
  title: "2,000 agents on two sites, busy hour",
  hash: "0123456789abcdef".repeat(4),
  run: {
    fidelity: "message",
    warmUpUs: 1800e6,
    measureUs: 3600e6,
    replications: 30,
    seed: "1",
    startOfDayUs: 0,
  },
  places,
  links,
  layer: "ethernet",
  signalling: { timeFactor: 1 },
  sizing: { blocking: 0.001 },
  demand: [{ name: "inbound", profile: { startUs: [0], perSecond: [8], labels: [] } }],
  queues: [{ ...queue, thresholdUs: 20e6 }],
  faults: [],
  observed: [
    { metric: "agents.occupancy", scope: "cluster", value: 0.79 },
    { metric: "wait.mean", scope: "queue:support", value: 9 },
  ],
  fixedAssumptions: [{ subject: "arrivals", value: "Poisson", note: "each call once" }],
  assumptions: [
    {
      path: "components.sbc.instances",
      value: "2",
      note: "N+1 at one instance's worth of load; no public figure",
    },
    { path: "components.sipProxy.service", value: "0.5ms", note: "one order under SIP Server's" },
  ],
} as unknown as Scenario;

const bandwidths = links.flatMap(({ from, to }, index) => {
  const scope = `link:${places[from]}>${places[to]}`;
  const media = [3.1, 3.1, 80.2, 79.9, 80.4, 80.1, 62.5, 62.4, 62.6, 62.2, 0, 0][index]!;
  return [
    est("bandwidth.media", scope, "Mbps", media, media / 90),
    est("bandwidth.media.p99of1s", scope, "Mbps", media * 1.06, media / 80),
    est("bandwidth.media.max1s", scope, "Mbps", media * 1.08, media / 80),
    est("bandwidth.signalling", scope, "Mbps", 0.31 + index / 20, 0.004),
    est("bandwidth.signalling.max1s", scope, "Mbps", 0.9 + index / 20, 0.02),
    est("bandwidth.tlib", scope, "Mbps", index < 2 ? 1.84 : 0.12, 0.011),
    est("bandwidth.tlib.max1s", scope, "Mbps", index < 2 ? 2.6 : 0.5, 0.03),
  ];
});

const components = ["sbc", "sipProxy", "sipServer.sessionController", "urs", "resourceManager"];
const used = [0.11, 0.24, 0.8, 0.52, 0.07];

export const estimates: readonly Estimate[] = [
  est("calls.offered", "cluster", "calls", 28801.4, 62.1, { basis: "cohort" }),
  est("calls.served", "cluster", "calls", 28310.2, 60.2, { basis: "cohort" }),
  est("calls.abandoned", "cluster", "calls", 480.9, 12.4, { basis: "cohort" }),
  est("calls.blocked", "cluster", "calls", 0, 0, { basis: "cohort" }),
  est("calls.inSystemAtEnd", "cluster", "calls", 10.3, 2.1, { basis: "cohort" }),
  est("caps.offered", "cluster", "1/s", 8.0004, 0.0172),
  est("caps.offered.max1s", "cluster", "1/s", 19.3, 0.5),
  est("caps.offered.p99of1s", "cluster", "1/s", 15, 0.2),
  est("caps.answered", "cluster", "1/s", 7.864, 0.0167),
  est("caps.offered", "site:dc1", "1/s", 4.001, 0.012),
  est("caps.offered", "site:dc2", "1/s", 3.999, 0.012),
  est("calls.inSystem", "cluster", "calls", 1999.2, 5.1),
  est("calls.inSystem.max", "cluster", "calls", 2112.4, 9.7),
  est("calls.inQueue", "cluster", "calls", 12.4, 1.1),
  est("calls.inQueue.max", "cluster", "calls", 61.2, 4.1),
  est("wait.mean", "cluster", "s", 8.214, 0.412, { basis: "cohort" }),
  est("wait.mean", "queue:support", "s", 8.214, 0.412, { basis: "cohort" }),
  est("wait.p95", "queue:support", "s", 31.02, 1.2, { basis: "cohort" }),
  est("asa", "queue:support", "s", 18.07, 0.41, { basis: "cohort" }),
  est("service.level", "queue:support", "ratio", 0.8012, 0.0042, {
    basis: "cohort",
    numerator: 23073.5,
    denominator: 28801.4,
  }),
  est("abandon.ratio", "queue:support", "ratio", 0.0167, 0.0004, { basis: "cohort" }),
  est("agents.occupancy", "cluster", "ratio", 0.8003, 0.0018),
  est("agents.busy", "cluster", "agents", 1600.6, 3.6),
  est("agents.loggedIn", "cluster", "agents", 2000, 0),
  ...[
    ["pool:trunks", 2000.1, 2112, 4000],
    ["pool:mcp.treatment", 492.7, 566, 600],
  ].flatMap(([scope, mean, most, size]) => [
    est("pool.inUse", String(scope), "ports", Number(mean), 2.2),
    est("pool.inUse.p999", String(scope), "ports", Number(most), 3),
    est("pool.inUse.max", String(scope), "ports", Number(most) + 4.2, 3.1),
    est("pool.occupancy", String(scope), "ratio", Number(mean) / Number(size), 0.002, {
      numerator: Number(mean),
      denominator: Number(size),
    }),
    est("pool.blocked.ratio", String(scope), "ratio", 0, 0, { basis: "cohort" }),
  ]),
  ...components.flatMap((name, i) => [
    est("component.utilisation", `component:${name}`, "ratio", used[i]!, 0.0011),
    est("component.delay.p99", `component:${name}`, "s", 0.00412, 0.0001),
    est("component.rejected", `component:${name}`, "messages", 0, 0),
  ]),
  ...bandwidths,
  est("setup.delay.mean", "cluster", "s", 0.01834, 0.00011, { basis: "cohort" }),
  est("sip.ser", "cluster", "ratio", 0.99991, 0.00004, { basis: "cohort" }),
  est("callback.wait.mean", "cluster", "s", null, null, { reason: "no callbacks" }),
];

const capacityRow = (
  kind: CapacityRow["kind"],
  scope: string,
  name: string,
  perCall: number,
  unit: string,
  size: number,
  utilisation: number,
  note = "",
): CapacityRow => {
  const ceilingCaps = utilisation === 0 ? Infinity : 8 / utilisation;
  const headroom = utilisation === 0 ? Infinity : 1 / utilisation - 1;
  return {
    kind,
    scope,
    name,
    perCall,
    standing: 0,
    unit,
    size,
    ceilingCaps,
    offeredCaps: 8,
    utilisation,
    headroom,
    note,
  };
};

export const capacity: readonly CapacityRow[] = [
  ...components.map((name, i) =>
    capacityRow(
      "component",
      `component:${name}`,
      name,
      used[i]! / 2,
      "server-seconds",
      4,
      used[i]!,
      i === 2 ? "N+1: one pair may fail" : "",
    ),
  ),
  capacityRow("pool", "pool:trunks", "trunks", 250, "port-seconds", 4000, 0.5),
  capacityRow("pool", "pool:mcp.treatment", "mcp.treatment", 61.6, "port-seconds", 600, 0.8213),
  capacityRow("agents", "group:support", "agents of support", 200, "agent-seconds", 2000, 0.8),
  capacityRow("link", "link:dc1>dc2", "dc1>dc2", 655_000, "bits", 1e9, 0.00525),
  capacityRow("link", "link:carrier>dc1", "carrier>dc1", 1e7, "bits", Infinity, 0),
];

/** A smooth path with a bounded ripple: no randomness, so every run draws the same picture. */
const path = (
  id: string,
  scope: string,
  unit: string,
  level: number,
  ripple: number,
): MinuteMeans => ({
  id,
  scope,
  unit,
  minutes: Array.from({ length: 60 }, (_, i) => {
    const mean = level + (ripple * (((i * 7919 + id.length * 104729) % 101) - 50)) / 50;
    return { mean, low95: mean - ripple * 0.8, high95: mean + ripple * 0.8 };
  }),
});

export const series: readonly MinuteMeans[] = [
  path("caps.offered", "cluster", "1/s", 8, 0.12),
  path("caps.answered", "cluster", "1/s", 7.86, 0.12),
  path("caps.offered.max1s", "cluster", "1/s", 14.6, 0.5),
  path("agents.talking", "cluster", "agents", 1418, 6),
  path("agents.ringing", "cluster", "agents", 79, 2),
  path("agents.afterCallWork", "cluster", "agents", 79, 2),
  path("agents.ready", "cluster", "agents", 424, 6),
  path("agents.notReady", "cluster", "agents", 0, 0),
  path("pool.inUse", "pool:mcp.treatment", "ports", 492, 6),
  path("pool.inUse", "pool:trunks", "ports", 2000, 12),
];

const judged = <V>(text: string, verdict: V, at: number, replicationsNeeded: number | null) =>
  Object.assign({ text, verdict, replicationsNeeded }, { estimate: estimates[at]! });
const expectations: readonly ExpectationResult[] = [
  judged("service.level[queue:support] >= 0.8", "undecided", 19, 1234),
  judged("wait.mean[cluster] <= 10s", "pass", 15, null),
  judged("agents.occupancy[cluster] <= 0.75", "fail", 21, null),
];

export const findings: Findings = {
  controls: { used: [], refused: [] },
  scenario,
  version: "0.1.0",
  seed: "1",
  replications: 30,
  layers: {
    sbc: "edge",
    sipProxy: "voice",
    sipServer: "voice",
    urs: "routing",
    resourceManager: "media",
  },
  replayCommand: "busyhour run reference.yaml --seed 1 --replications 30",
  estimates,
  capacity,
  ports: [
    {
      ...{ scope: "pool:dc1/mcp.treatment", site: "dc1", size: 300 },
      uses: [{ use: "mcp.treatment", erlangs: 240, weight: 1000 }],
    },
    {
      ...{ scope: "pool:dc2/mcp", site: "dc2", size: 190 },
      uses: [
        { use: "mcp.treatment", erlangs: 90, weight: 1000 },
        { use: "mcp.cpd", erlangs: 37, weight: 1600 },
      ],
    },
  ],
  congestion: [
    {
      scope: "pool:dc1/mcp.treatment",
      points: [240, 260, 280].map((ports) => ({
        ...{ ports, estimate: 0.05 - (ports - 240) / 1000, low95: 0.001, high95: 0.06 },
      })),
    },
  ],
  series,
  warmUp: { statedS: 1800, truncationS: 745, longEnough: true },
  expectations,
  exact: [],
};

/** A link that is down for a minute in the middle of the measured time. */
export const LINK_DOWN: FaultSetting = {
  kind: "linkDown",
  target: "dc1>dc2",
  atUs: 2400e6,
  forUs: 60e6,
  detectionUs: 0,
  every: null,
  after: null,
  commonCause: 0,
  lasting: null,
  options: {},
};
