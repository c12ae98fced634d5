import { describe, expect, test } from "vitest";
import type { Sample } from "../../src/measure/types.ts";
import { type Plan, planOf } from "../../src/model/plan.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { PLACES } from "../../src/model/recovery/counts.ts";
import { simulate } from "../../src/model/simulate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** What failures did, told again from call records and from what is recorded anyway. */

const SECOND_US = 1_000_000;
const WARM_UP_US = 60 * SECOND_US;
const ONSET_US = 240.25 * SECOND_US;
const END_US = 300.25 * SECOND_US;
/** RFC 3261 17.1.1.2: an INVITE is sent for the last time 31.5 s after the first. */
const LAST_INVITE_US = 31.5 * SECOND_US;

const FAULT = `${TWO_SITES}faults:
  - linkDown: { target: "carrier>dc1", at: 240250ms, for: 60s }
`;
const WINDOW = ["run.warmUp=60s", "run.measure=10min"];
const LOG_INS = [
  ...["run.registrations=true", "run.agentsAtStart=logInWave", "run.logInSpread=5min"],
  ...["signalling.registerExpires=1min", "signalling.challengeRefresh=true"],
];

interface Measured {
  readonly plan: Plan;
  readonly sample: Sample;
  readonly records: readonly CallRecord[];
}

function measured(text: string, ...overrides: string[]): Measured {
  const plan = planOf(scenarioOf(text, ...WINDOW, ...overrides));
  const records: CallRecord[] = [];
  return { plan, sample: simulate(plan, 0, records), records };
}

/** A metric of one replication. */
function figureOf({ plan, sample }: Measured, id: string, scope = "cluster"): number | null {
  const { estimator } = metrics.find((each) => each.id === id)!;
  return estimator(plan.layout, scope)!.estimate([sample]).estimate;
}

const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0);

describe("courses, second by second", () => {
  test.each(["message", "call"])(
    "add up to what is recorded over the whole window, at %s fidelity",
    (fidelity) => {
      const { plan, sample } = measured(FAULT, `run.fidelity=${fidelity}`, ...LOG_INS);
      const { layout } = plan;
      const courses = layout.entries.filter(({ kind }) => kind === "course");
      for (const { id, scope, index } of courses) {
        const { sources, stepS } = layout.courses[index]!;
        const total = stepS * sum(sample.courses[index]!);
        const [source] = sources as [{ counter: number } | { level: number }];
        const whole =
          "level" in source
            ? sample.levelMean[source.level]! * 600
            : sample.counters[source.counter]! * (sources[0]!.factor ?? 1);
        expect(total, `${id} ${scope}`).toBeCloseTo(whole, 6);
      }
      const scopes = new Set(courses.map(({ id, scope }) => `${id} ${scope}`));
      for (const each of ["offered site:dc2", "lost site:dc1", "agents.loggedIn site:dc1"])
        expect(scopes).toContain(each);
    },
  );

  test("work of all sites is that of the component", () => {
    const { plan, sample } = measured(FAULT);
    const busyUs = (id: string, scope: string) =>
      sample.counters[plan.layout.find("counter", id, scope)!]!;
    for (const component of ["sbc", "sipProxy", "sipServer.tController"]) {
      const sites = ["dc1", "dc2"].map((site) =>
        busyUs("course.busyUs", `component:${site}/${component}`),
      );
      const whole = busyUs("component.busyUs", `component:${component}`);
      expect(whole).toBeGreaterThan(0);
      expect(sum(sites)).toBeCloseTo(whole, 3);
    }
  });

  test("phones send one REGISTER for each registration, and one more where they are asked", () => {
    const { plan, sample } = measured(FAULT, ...LOG_INS);
    const counted = (id: string) => sample.counters[plan.layout.find("counter", id, "cluster")!]!;
    expect(counted("registrations")).toBeGreaterThan(100);
    // All are challenged, so half of the requests answer a challenge; a few are on their way.
    expect(Math.abs(counted("course.digests") - counted("registrations"))).toBeLessThan(3);
    expect(Math.abs(counted("course.registers") - 2 * counted("registrations"))).toBeLessThan(6);
  });

  test("exist only where something may fail", () => {
    const { plan, sample } = measured(TWO_SITES);
    expect(plan.layout.entries.filter(({ id }) => /course|recovery|fault/.test(id))).toEqual([]);
    expect([sample.courses, [...sample.moments]]).toEqual([[], []]);
  });
});

test("calls that were there before and fail later are told from new ones", () => {
  const silent = `${TWO_SITES}faults:
  - instanceDown: { target: dc1/sipProxy/1, at: 240s, for: 2min, detection: 0s }
  - instanceDown: { target: dc1/sipProxy/2, at: 240s, for: 2min, detection: 0s }
`;
  const view = "network.dns.srvView=local-only";
  const run = measured(silent, "run.measure=20min", view);
  const arrivedIn = (fromS: number, untilS: number) =>
    run.records.filter(({ outcome, arrivedUs }) => {
      const isThen = arrivedUs >= fromS * SECOND_US && arrivedUs < untilS * SECOND_US;
      return outcome === "failed" && isThen;
    }).length;
  const [present, meanwhile, later] = [arrivedIn(0, 240), arrivedIn(240, 360), arrivedIn(360, 1e6)];
  expect([present > 0, meanwhile > 0, later]).toEqual([true, true, 0]);
  expect(figureOf(run, "recovery.underway.failed")).toBe(present);
  expect(figureOf(run, "recovery.newCalls.failed")).toBe(meanwhile);
});

describe("a carrier link that is down for a minute", () => {
  // With one SBC there is no other to try once the first is silent.
  const run = measured(FAULT, "run.measure=20min", "sites.dc1.sbc=1");
  const during = run.records.filter(({ arrivedUs }) => arrivedUs >= ONSET_US && arrivedUs < END_US);
  const cutOff = run.records.filter(({ outcome }) => outcome === "lost");

  test("fails the calls whose last INVITE still finds it so, and no others", () => {
    const failed = during.filter(({ outcome }) => outcome === "failed");
    const unheard = during.filter(
      ({ site, arrivedUs }) => site === 0 && arrivedUs + LAST_INVITE_US < END_US,
    );
    expect(failed.length).toBeGreaterThan(5);
    expect(failed.map(({ serial }) => serial)).toEqual(unheard.map(({ serial }) => serial));
    expect(figureOf(run, "recovery.newCalls")).toBe(during.length);
    expect(figureOf(run, "recovery.newCalls.failed")).toBe(failed.length);
    expect(figureOf(run, "recovery.newCalls.failed", "site:dc2")).toBe(0);
    const lastUs = Math.max(...failed.map(({ arrivedUs }) => arrivedUs));
    expect(figureOf(run, "recovery.failing.time")).toBeCloseTo((lastUs - ONSET_US) / 1e6, 6);
  });

  test("answers a new call again when its next INVITE gets through", () => {
    const after = (site: number) =>
      run.records.filter((each) => each.arrivedUs >= ONSET_US && each.site === site);
    for (const [site, scope] of ["site:dc1", "site:dc2"].entries()) {
      const answers = after(site).flatMap(({ answeredUs }) => answeredUs ?? []);
      const firstS = (Math.min(...answers) - ONSET_US) / 1e6;
      expect(figureOf(run, "recovery.firstAnswer.time", scope)).toBeCloseTo(firstS, 6);
    }
    expect(figureOf(run, "recovery.firstAnswer.time", "site:dc1")).toBeGreaterThan(60);
  });

  test("cuts calls off that are counted by where they were", () => {
    const placeOf = ({ queuedUs, selectedUs, answeredUs }: CallRecord) =>
      answeredUs !== null
        ? "progress"
        : selectedUs !== null
          ? "ringing"
          : queuedUs !== null
            ? "queue"
            : "treatment";
    const counted = PLACES.map((place) => figureOf(run, `recovery.lost.${place}`));
    const told = PLACES.map((place) => cutOff.filter((each) => placeOf(each) === place).length);
    expect(told.filter((count) => count > 0).length).toBeGreaterThan(1);
    expect(counted).toEqual(told);
    expect(figureOf(run, "recovery.lost")).toBe(cutOff.length);
    expect(figureOf(run, "calls.lost")).toBe(
      cutOff.filter(({ arrivedUs }) => arrivedUs >= WARM_UP_US).length,
    );
  });
});
