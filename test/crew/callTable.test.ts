import { readFileSync } from "node:fs";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { callTable } from "../../src/crew/callTable.ts";
import type { RecorderKind } from "../../src/measure/layout.ts";
import type { Sample } from "../../src/measure/types.ts";
import { CallLog } from "../../src/model/callLog.ts";
import { CALL_OUTCOMES } from "../../src/model/vocabulary.ts";
import { openStudy, replicate, type Study } from "../../src/study.ts";
import { scenarioFile } from "../cli/support.ts";
import { TWO_SITES } from "../support/scenarios.ts";

/** What a replication measures, told again from its table of calls alone. */

type Row = Record<string, string | number | boolean | null>;

interface Recorded {
  readonly study: Study;
  readonly sample: Sample;
  readonly rows: readonly Row[];
}

async function recorded(path: string, ...overrides: string[]): Promise<Recorded> {
  const study = openStudy(path, ["run.fidelity=call", ...overrides]);
  const log = new CallLog();
  const sample = replicate(study, 2, log);
  const bytes = await callTable(study.plan, 2, log);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const rows: Row[] = await parquetReadObjects({ file: file as ArrayBuffer });
  return { study, sample, rows };
}

const BRIEF = ["run.warmUp=5min", "run.measure=20min"];
const SCARCE = [
  ...["run.warmUp=2min", "run.measure=5min", "agents.all.sites={ dc1: 2, dc2: 3 }"],
  ...["queues.support.capacity=3", "demand.customers.redial.delay=30s"],
  ...["demand.customers.redial.afterBlocked=0.6", "demand.customers.redial.afterAbandoned=0.5"],
];
const DIALLED = TWO_SITES.replace(
  "warmUp: 0s, measure: 20min",
  "warmUp: 3min, measure: 10min",
).concat(`campaigns:
  list:
    queue: support
    site: dc1
    records: 200
    pacing: { rate: 1200/h }
    hours: { from: "08:00", to: "20:00" }
    ring: 5s
    talk: 20s
    afterCallWork: 0s
`);

const found = (
  { study, sample }: Recorded,
  kind: RecorderKind,
  id: string,
  field: keyof Sample,
) => {
  const index = study.plan.layout.find(kind, id, "cluster");
  if (index === undefined) throw new Error(`${id} is not measured`);
  return (sample[field] as Float64Array)[index]!;
};

const us = (seconds: Row[string] | undefined): number => Math.round((seconds as number) * 1e6);
const sumUs = (rows: readonly Row[], name: string): number =>
  rows.reduce((sum, row) => sum + us(row[name]), 0);

const CASES: readonly [name: string, path: string, overrides: readonly string[]][] = [
  ["callbacks", "scenarios/callback.yaml", BRIEF],
  ["voicemail", "scenarios/voicemail.yaml", BRIEF],
  ["second agents", "scenarios/consultation.yaml", BRIEF],
  ["redials and a short queue", scenarioFile(TWO_SITES), SCARCE],
  ["the loss of a site", "scenarios/dr/site-loss.yaml", ["run.warmUp=1min", "run.measure=20min"]],
];

describe.each(CASES)("with %s the table of calls", (_, path, overrides) => {
  const result = recorded(path, ...overrides);

  test("has every call of the cohort, by outcome", async () => {
    const { rows } = await result;
    const cohort = rows.filter(({ counted, origin }) => counted && origin === "customers");
    const count = async (id: string) => found(await result, "cohort", id, "cohorts");
    expect(cohort.length).toBeGreaterThan(100);
    expect(cohort.length).toBe(await count("calls.offered"));
    for (const each of CALL_OUTCOMES) {
      const ended = cohort.filter(({ outcome }) => outcome === each);
      expect([each, ended.length]).toEqual([each, await count(`calls.${each}`)]);
    }
    const open = cohort.filter(({ outcome }) => outcome === null);
    expect(open.length).toBe(await count("calls.inSystemAtEnd"));
    const answered = cohort.filter(({ answered_s }) => answered_s !== null);
    expect(answered.length).toBe(await count("calls.answered"));
  });

  test("has their waits, and the answers within the threshold", async () => {
    const { rows, study } = await result;
    const cohort = rows.filter(({ counted, origin }) => counted && origin === "customers");
    const has = (name: string) => cohort.filter((row) => row[name] !== null);
    const tallied = async (id: string) => [
      found(await result, "tally", id, "tallyCount"),
      found(await result, "tally", id, "tallySum"),
    ];
    const told = (rows: readonly Row[], name: string) => [rows.length, sumUs(rows, name)];
    expect(told(has("wait_s"), "wait_s")).toEqual(await tallied("wait"));
    const selected = has("wait_s").filter(({ selected_s }) => selected_s !== null);
    expect(told(selected, "wait_s")).toEqual(await tallied("wait.answered"));
    expect(told(has("answer_s"), "answer_s")).toEqual(await tallied("answer"));
    const thresholds = new Map(study.scenario.queues.map((each) => [each.name, each.thresholdUs]));
    const within = has("answer_s").filter(
      ({ answer_s, queue }) => us(answer_s) <= thresholds.get(queue as string)!,
    );
    expect(within.length).toBeGreaterThan(10);
    expect(within.length).toBe(found(await result, "cohort", "queue.answeredWithin", "cohorts"));
  });

  test("changes nothing: the sample is that of a replication without it", async () => {
    const { study, sample } = await result;
    expect(replicate(study, 2)).toEqual(sample);
  });
});

test("callers who call again are told apart, and followed beyond the window", async () => {
  const result = await recorded(scenarioFile(TWO_SITES), ...SCARCE);
  const customers = result.rows.filter(({ origin }) => origin === "customers");
  const again = customers.filter(({ counted, attempt }) => counted && (attempt as number) > 1);
  expect(again.length).toBeGreaterThan(10);
  expect(again.length).toBe(found(result, "cohort", "calls.redials", "cohorts"));
  const firsts = customers.filter(
    ({ attempt, arrived_s }) =>
      attempt === 1 && (arrived_s as number) >= 120 && (arrived_s as number) < 420,
  );
  const callers = new Set(firsts.map(({ caller }) => caller));
  const calls = customers.filter(({ caller }) => callers.has(caller!));
  expect(callers.size).toBe(found(result, "cohort", "callers.offered", "cohorts"));
  expect(calls.length).toBe(found(result, "cohort", "callers.calls", "cohorts"));
  expect(calls.some(({ counted }) => !counted)).toBe(true);
});

test("attempts of campaigns, and chats, are rows of their own origin", async () => {
  const dialled = await recorded(scenarioFile(DIALLED));
  const of = ({ rows }: Recorded, from: string) =>
    rows.filter(({ counted, origin }) => counted && origin === from);
  const attempts = of(dialled, "campaign");
  expect(attempts.length).toBeGreaterThan(100);
  expect(attempts.length).toBe(found(dialled, "cohort", "outbound.attempts", "cohorts"));
  expect(attempts.every(({ caller }) => caller !== null)).toBe(true);
  const written = await recorded("scenarios/digital.yaml", ...BRIEF);
  const offered = found(written, "counter", "digital.offered", "counters");
  expect(of(written, "digital").length).toBe(offered);
});

describe("a call that a failure cuts off", () => {
  test("says at which step, and has no after-call work", async () => {
    const { rows } = await recorded("scenarios/dr/site-loss.yaml", ...CASES.at(-1)![2]);
    const talking = rows.filter(({ cut, answered_s }) => cut && answered_s !== null);
    expect(talking.length).toBeGreaterThan(10);
    for (const { outcome, talk_s, handling_s } of talking)
      expect([outcome, handling_s]).toEqual(["lost", talk_s]);
    const served = rows.filter(({ outcome, freed_s }) => outcome === "served" && freed_s !== null);
    expect(served.every(({ cut, step }) => cut === false && step === "release")).toBe(true);
    for (const { talk_s, handling_s } of served)
      expect(handling_s).toBeGreaterThan(talk_s as number);
  });
});

test("docs/studies.md says what each column means", async () => {
  const { rows } = await recorded("scenarios/digital.yaml", "run.warmUp=0s", "run.measure=1min");
  const page = readFileSync("docs/studies.md", "utf8");
  const told = [...page.matchAll(/^\| `(\w+)` \| (?:text|number|s|yes\/no) \|/gm)];
  expect(told.map(([, name]) => name)).toEqual(Object.keys(rows[0]!));
});
