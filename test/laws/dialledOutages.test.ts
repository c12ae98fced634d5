import { describe, expect, test } from "vitest";
import { cohort, NO_PINGS, type Run, run } from "../support/scenarios.ts";

/** Who dials out stands still for a while: from 30 s to 300 s after the start. */
const [ONSET_US, END_US] = [30e6, 300e6];
const within = ({ arrivedUs }: { arrivedUs: number }) => arrivedUs > ONSET_US && arrivedUs < END_US;
const cohorts = (result: Run, ...ids: string[]) =>
  ids.map((id) => cohort(result, `callback.${id}`));

describe.each(["message", "call"])("without any GMS, at %s fidelity", (fidelity) => {
  const text = `name: no-gms
run: { warmUp: 0s, measure: 20min, startOfDay: "08:00", registrations: false }
sites: { dc1: { gms: 2 } }
demand: { calls: { queue: support, rate: 0/h } }
callback:
  app:
    queue: support
    intervals: { start: "08:00", length: 1min, rates: [1200/h, 600/h, 0/h] }
    answered: [0.5, 1]
    retry: 20s
    keep: 24h
    patience: never
    talk: 5s
    afterCallWork: 0s
queues: { support: { groups: [all] } }
agents: { all: { sites: { dc1: 40 } } }
`;
  const during = (fault: string, target: string) =>
    run(
      `${text}faults: [${fault}: { target: ${target}, at: 30s, for: 270s }]\n`,
      1,
      `run.fidelity=${fidelity}`,
      ...NO_PINGS,
    );

  test("requests wait, and each customer is talked to once it is back, once", () => {
    const result = during("serviceDown", "gms");
    const [requested, completed] = cohorts(result, "requested", "completed");
    expect(requested).toBeGreaterThan(15);
    expect(completed).toBe(requested);
    expect(result.records.filter(within)).toEqual([]);
    const atOnce = result.records.filter(({ arrivedUs }) => arrivedUs === END_US);
    expect(atOnce.length).toBeGreaterThan(5);
  });

  test("one of two is enough", () => {
    expect(during("instanceDown", "dc1/gms/1").records.filter(within).length).toBeGreaterThan(5);
  });
});

describe("the node that a callback's strategy lives on is gone", () => {
  const RATES = "rates: [1200/h, 0/h]";
  const WEB = `intervals: { start: "08:00", length: 1min, ${RATES} }`;
  const OFFER = "offer: { above: 0s, acceptance: 1, predictor: handlingTime }";
  const lost = (callers: string, source: string, fault = "at: 90s") =>
    run(
      `name: node-gone
run: { warmUp: 0s, measure: 20min, startOfDay: "08:00", registrations: false }
sites: { dc1: { sipServer: 2 } }
demand:
  calls:
    queue: support
    intervals: { start: "08:00", length: 1min, ${callers} }
    ivr: { duration: 1s, containment: 0 }
    patience: never
callback:
  app:
    queue: support
    ${source}
    answered: [0, 0, 0, 1]
    noAnswer: 5s
    retry: 20s
    keep: 24h
    attempts: unlimited
    patience: never
    talk: 5s
    afterCallWork: 0s
queues: { support: { groups: [all] } }
agents: { all: { sites: { dc1: 3 } } }
faults: [instanceDown: { target: dc1/sipServer/1, ${fault}, for: 30min }]
`,
      0.4,
      ...NO_PINGS,
    );

  test.each([
    ["asked for by web", "rates: [0/h]", WEB],
    ["taken in the queue", RATES, OFFER],
  ])("those %s are set up at another one", (_, callers, source) => {
    const result = lost(callers, source);
    const [requested, completed] = cohorts(result, "requested", "completed");
    expect(requested).toBeGreaterThan(10);
    expect(result.records.filter(({ outcome }) => outcome === "lost").length).toBeGreaterThan(0);
    expect(completed).toBe(requested);
  });

  test("one that is known to be down is not chosen in the first place", () => {
    const result = lost("rates: [0/h]", WEB, "at: 0s, detection: 0s");
    const [requested, completed] = cohorts(result, "requested", "completed");
    expect(completed).toBe(requested);
    expect(result.records.filter(({ outcome }) => outcome === "failed")).toEqual([]);
  });
});

const AGENTS = 10;
/** Sixty persons who all answer, for a campaign of an OCS; the second one fails. */
const list = (name: string, ocs: number, mode = "progressive") => `
  ${name}:
    queue: support
    records: 60
    mode: ${mode}
    ocs: ${ocs}
    results: { human: 1, machine: 0, noAnswer: 0, busy: 0, invalid: 0, fax: 0 }
    ringing: { human: 1s }
    detection: { human: 0s, humanAsMachine: 0 }
    connectWithin: 60s
    talk: 60s
    afterCallWork: 0s`;
const OCS_GONE = "instanceDown: { target: dc1/ocs/2, at: 30s, for: 270s }";
const dialled = (campaigns: string, fault = OCS_GONE, fidelity = "call") =>
  run(
    `name: one-ocs
run: { warmUp: 0s, measure: 20min, startOfDay: "08:00", registrations: false,
  fidelity: ${fidelity} }
sites: { dc1: { ocs: 2 } }
demand: { calls: { queue: support, rate: 0/h } }
campaigns:${campaigns}
queues: { support: { groups: [all] } }
agents: { all: { sites: { dc1: ${AGENTS} } } }
faults: [${fault}]
`,
    2,
    ...NO_PINGS,
  );

test.each(["progressive", "predictive"])("%s: dials once its OCS is back, all idle", (mode) => {
  const { records } = dialled(list("gone", 2, mode));
  expect(records).toHaveLength(60);
  expect(records.filter(within)).toEqual([]);
  expect(records.some(({ arrivedUs }) => arrivedUs === END_US)).toBe(true);
});

describe("an OCS is gone, the other one of its site is not", () => {
  const { plan, records } = dialled(list("here", 1) + list("gone", 2));
  const of = (name: string) =>
    records.filter(({ demand }) => plan.scenario.demand[demand]!.name === name);

  test("its campaign stands still, and each number is dialled once all the same", () => {
    expect(of("gone").filter(within)).toEqual([]);
    expect(of("gone").some(({ arrivedUs }) => arrivedUs < ONSET_US)).toBe(true);
    for (const name of ["here", "gone"]) {
      expect(of(name)).toHaveLength(60);
      expect(of(name).every(({ outcome }) => outcome === "served")).toBe(true);
    }
  });

  test("the other one's campaign has all agents, before that half of them", () => {
    const talking = (atUs: number) =>
      of("here").filter(({ answeredUs, endedUs }) => answeredUs! <= atUs && endedUs > atUs).length;
    expect(talking(29e6)).toBe(AGENTS / 2);
    expect(talking(240e6)).toBe(AGENTS);
  });
});

test("numbers that no proxy took are dialled again, and each is reached once", () => {
  const again = "\n    redial: { failed: { redials: 100, delay: 40s } }";
  const proxies = "serviceDown: { target: dc1/sipProxy, at: 30s, for: 270s }";
  const { records } = dialled(list("list", 1) + again, proxies, "message");
  const ended = (outcome: string) => records.filter((each) => each.outcome === outcome).length;
  expect(ended("failed")).toBeGreaterThan(10);
  expect(ended("served")).toBe(60);
  expect(ended("served") + ended("failed")).toBe(records.length);
});
