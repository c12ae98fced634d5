import { describe, expect, test } from "vitest";
import type { RecorderKind } from "../../src/measure/layout.ts";
import type { Sample } from "../../src/measure/types.ts";
import { CALL_OUTCOMES } from "../../src/model/actions.ts";
import { type Plan, planOf } from "../../src/model/plan.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { simulate } from "../../src/model/simulate.ts";
import { run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** What a replication measures, told again from its call records alone. */

const MINUTE_US = 60_000_000;
const THRESHOLD_US = 8_000_000;
const OPENS_US = 3 * MINUTE_US;
const CLOSES_US = 8 * MINUTE_US;
const SECOND_INTERVAL_US = 5 * MINUTE_US;

/** Two demands with a queue each, two intervals, and a window within the time of arrivals. */
const BUSY = TWO_SITES.replace(
  "length: 10min, rates: [2400/h]",
  "length: 5min, rates: [2400/h, 1800/h]",
)
  .replace(
    "queues:\n",
    `  orders:
    queue: sales
    rate: 300/h
    sites: { dc1: 0.5, dc2: 0.5 }
    ivr: { duration: 2s, containment: 0 }
    patience: "exponential(mean 20s)"
    ring: 2s
    talk: 30s
    afterCallWork: 0s
queues:
  sales: { groups: [all], threshold: 8s }
`,
  )
  .replace("support: { groups: [all] }", "support: { groups: [all], threshold: 8s }")
  .replace("warmUp: 0s, measure: 20min", "warmUp: 3min, measure: 5min");

interface Measured {
  readonly plan: Plan;
  readonly sample: Sample;
  /** All calls that ended, and those of them that count. */
  readonly records: readonly CallRecord[];
  readonly cohort: readonly CallRecord[];
}

function measured(...overrides: string[]): Measured {
  const plan = planOf(scenarioOf(BUSY, ...overrides));
  const records: CallRecord[] = [];
  const sample = simulate(plan, 0, records);
  const cohort = records.filter(({ arrivedUs }) => inWindow(arrivedUs));
  return { plan, sample, records, cohort };
}

const inWindow = (timeUs: number | null): boolean =>
  timeUs !== null && timeUs >= OPENS_US && timeUs < CLOSES_US;

/** Scopes and the calls that belong to each. */
const PARTS: readonly [scope: string, holds: (record: CallRecord) => boolean][] = [
  ["cluster", () => true],
  ["site:dc1", ({ site }) => site === 0],
  ["site:dc2", ({ site }) => site === 1],
  ["queue:support", ({ demand }) => demand === 0],
  ["queue:sales", ({ demand }) => demand === 1],
  ["flow:inbound", () => true],
  ["interval:08:00", ({ demand, arrivedUs }) => demand === 0 && arrivedUs < SECOND_INTERVAL_US],
  ["interval:08:05", ({ demand, arrivedUs }) => demand === 0 && arrivedUs >= SECOND_INTERVAL_US],
];

/** The figure of a recorder in each scope that has it. */
function found(
  { plan, sample }: Measured,
  kind: RecorderKind,
  id: string,
  read: (sample: Sample, index: number) => number,
): Record<string, number> {
  const scopes = PARTS.flatMap(([scope]) => {
    const index = plan.layout.find(kind, id, scope);
    return index === undefined ? [] : [[scope, read(sample, index)]];
  });
  return Object.fromEntries(scopes);
}

/** The same figure of the calls in each of these scopes. */
function told(
  scopes: Readonly<Record<string, number>>,
  records: readonly CallRecord[],
  figure: (part: readonly CallRecord[]) => number,
): Record<string, number> {
  const parts = PARTS.filter(([scope]) => scope in scopes);
  return Object.fromEntries(parts.map(([scope, holds]) => [scope, figure(records.filter(holds))]));
}

const leftQueueUs = ({ selectedUs, endedUs }: CallRecord): number => selectedUs ?? endedUs;
const count = (part: readonly CallRecord[]) => part.length;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const COUNTS: readonly [id: string, holds: (record: CallRecord) => boolean][] = [
  ["calls.offered", () => true],
  ["calls.answered", ({ answeredUs }) => answeredUs !== null],
  ...CALL_OUTCOMES.map((each): [string, (record: CallRecord) => boolean] => [
    `calls.${each}`,
    ({ outcome }) => outcome === each,
  ]),
  ["queue.offered", ({ queuedUs }) => queuedUs !== null],
  ["queue.delayed", (each) => each.queuedUs !== null && leftQueueUs(each) > each.queuedUs],
  ["queue.abandoned", ({ queuedUs, outcome }) => queuedUs !== null && outcome === "abandoned"],
  [
    "queue.answeredWithin",
    ({ queuedUs, answeredUs }) => answeredUs !== null && answeredUs - queuedUs! <= THRESHOLD_US,
  ],
  [
    "queue.abandonedWithin",
    ({ queuedUs, outcome, endedUs }) =>
      queuedUs !== null && outcome === "abandoned" && endedUs - queuedUs <= THRESHOLD_US,
  ],
];

/** Durations that are tallied; null where a call has none. */
const DURATIONS: readonly [id: string, of: (record: CallRecord) => number | null][] = [
  ["wait", (each) => (each.queuedUs === null ? null : leftQueueUs(each) - each.queuedUs)],
  [
    "wait.answered",
    ({ queuedUs, selectedUs }) => (selectedUs === null ? null : selectedUs - queuedUs!),
  ],
  ["answer", ({ queuedUs, answeredUs }) => (answeredUs === null ? null : answeredUs - queuedUs!)],
];

/** States of a call that are levels: when it enters and leaves each. */
const STAYS: readonly [id: string, stay: (record: CallRecord) => [number, number] | null][] = [
  ["calls.inSystem", ({ arrivedUs, endedUs }) => [arrivedUs, endedUs]],
  ["calls.inQueue", (each) => (each.queuedUs === null ? null : [each.queuedUs, leftQueueUs(each)])],
  [
    "calls.talking",
    ({ answeredUs, endedUs }) => (answeredUs === null ? null : [answeredUs, endedUs]),
  ],
];

describe.each(["message", "call"])("what is measured follows from the records, %s", (fidelity) => {
  const result = measured(`run.fidelity=${fidelity}`);
  const { records, cohort, sample } = result;
  const windowUs = CLOSES_US - OPENS_US;

  test.each(COUNTS)("%s counts the calls that arrived in the window", (id, holds) => {
    const counts = found(result, "cohort", id, ({ cohorts }, index) => cohorts[index]);
    expect(counts).toHaveProperty("cluster");
    expect(counts).toEqual(told(counts, cohort.filter(holds), count));
    expect(sample.windowUs).toBe(windowUs);
  });

  test.each(DURATIONS)("%s sums up what these calls went through", (id, of) => {
    const durations = (part: readonly CallRecord[]) =>
      part.map(of).filter((duration) => duration !== null);
    const sums = found(result, "tally", id, ({ tallySum }, index) => tallySum[index]);
    expect(sums).toEqual(told(sums, cohort, (part) => sum(durations(part))));
    const counts = found(result, "tally", id, ({ tallyCount }, index) => tallyCount[index]);
    expect(counts).toEqual(told(counts, cohort, (part) => durations(part).length));
    const most = found(result, "tally", id, ({ tallyMax }, index) => tallyMax[index]);
    expect(most).toEqual(told(most, cohort, (part) => Math.max(...durations(part))));
  });

  test.each([
    ["caps.offered", ({ arrivedUs }: CallRecord) => inWindow(arrivedUs)],
    ["caps.answered", ({ answeredUs }: CallRecord) => inWindow(answeredUs)],
  ])("%s counts what happened in the window, whoever it was", (id, holds) => {
    const counts = found(result, "counter", id, ({ counters }, index) => counters[index]);
    expect(Object.keys(counts)).toEqual(["cluster", "site:dc1", "site:dc2"]);
    expect(counts).toEqual(told(counts, records.filter(holds), count));
  });

  test.each(STAYS)("%s averages over the window, whoever was there", (id, stay) => {
    const within = (part: readonly CallRecord[]) =>
      part.flatMap((record) => {
        const [fromUs, toUs] = stay(record) ?? [0, 0];
        const clipped = [Math.max(fromUs, OPENS_US), Math.min(toUs, CLOSES_US)] as const;
        return clipped[0] < clipped[1] ? [clipped] : [];
      });
    const means = found(result, "level", id, ({ levelMean }, index) => levelMean[index]);
    expect(means).toEqual(
      told(means, records, (part) => sum(within(part).map(([from, to]) => to - from)) / windowUs),
    );
    const most = found(result, "level", id, ({ levelMax }, index) => levelMax[index]);
    expect(most).toEqual(
      told(most, records, (part) => {
        const stays = within(part);
        const present = (atUs: number) => stays.filter(([from, to]) => from <= atUs && atUs < to);
        return Math.max(...stays.map(([from]) => present(from).length));
      }),
    );
  });

  test("calls that arrive later go on arriving while they matter to those that count", () => {
    const whole = run(BUSY, 1, `run.fidelity=${fidelity}`).records;
    const bySerial = (a: CallRecord, b: CallRecord) => a.serial - b.serial;
    expect([...cohort].sort(bySerial)).toEqual(
      whole.filter(({ arrivedUs }) => inWindow(arrivedUs)).sort(bySerial),
    );
  });
});

test("who is answered or gives up at the threshold itself does so within it", () => {
  const ring = ["demand.customers.ring=8s", "demand.customers.patienceUntil=selected"];
  const exact = measured("run.fidelity=call", "demand.customers.patience=8s", ...ring);
  for (const [id, holds] of COUNTS.filter(([name]) => name.endsWith("Within"))) {
    const counts = found(exact, "cohort", id, ({ cohorts }, index) => cohorts[index]);
    expect(counts["queue:support"]).toBeGreaterThan(0);
    expect(counts).toEqual(told(counts, exact.cohort.filter(holds), count));
  }
});

test("calls that are still there after the follow-up are counted as that", () => {
  const agents = "agents.all.sites.dc1=200";
  const endless = measured("run.fidelity=call", "demand.customers.talk=3h", agents);
  const counts = (id: string) =>
    found(endless, "cohort", id, ({ cohorts }, index) => cohorts[index]).cluster;
  const ended = sum(CALL_OUTCOMES.map((outcome) => counts(`calls.${outcome}`)));
  expect(counts("calls.inSystemAtEnd")).toBeGreaterThan(0);
  expect(ended + counts("calls.inSystemAtEnd")).toBe(counts("calls.offered"));
});

/** Counters and the tallies of the window, count and sum, by recorder. */
function windowFigures(...window: string[]): [name: string, figures: number[]][] {
  const plan = planOf(scenarioOf(BUSY, ...window));
  const { counters, tallyCount, tallySum, windowUs } = simulate(plan, 0);
  const { layout } = plan;
  const named = layout.entries.flatMap(({ kind, id, scope, index }): [string, number[]][] => {
    if (kind === "counter") return [[`${id} ${scope}`, [counters[index]]]];
    if (kind !== "tally" || layout.tallyIsCohort[index]) return [];
    return [[`${id} ${scope}`, [tallyCount[index], tallySum[index]]]];
  });
  return [...named, ["length", [windowUs]]];
}

/** Phones register before and within the window, and SBCs refuse what is sent again to them. */
const ROUGH = [
  "run.registrations=true",
  "components.sbc={ service: 100ms, backlogLimit: 0s, retryAfter: 0s }",
  `faults=${JSON.stringify(
    ["30s", "4min"].map((at) => ({ linkDown: { target: "carrier>dc1", at, for: "10s" } })),
  )}`,
];

test.each([
  ["in order", []],
  ["out of order", ROUGH],
])("what a window counts is what its two halves count, %s", (_, overrides) => {
  const whole = windowFigures("run.warmUp=0s", "run.measure=8min", ...overrides);
  const first = windowFigures("run.warmUp=0s", "run.measure=3min", ...overrides);
  const second = windowFigures("run.warmUp=3min", "run.measure=5min", ...overrides);
  const added = first.map(([name, figures], i) => [
    name,
    figures.map((figure, k) => figure + second[i][1][k]),
  ]);
  expect(added).toEqual(whole);
  expect(whole.filter(([, [figure]]) => figure > 0).length).toBeGreaterThan(100);
});
