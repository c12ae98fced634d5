import { describe, expect, test } from "vitest";
import { controlsOf } from "../src/controls.ts";
import { simulate } from "../src/model/simulate.ts";
import { meanInterval } from "../src/stats/intervals.ts";
import { openStudy } from "../src/study.ts";

const TEXT = `name: centre
title: A small centre
platform: none
run: { fidelity: call, warmUp: 30min, measure: 2h }
demand:
  customers:
    queue: support
    rate: 0.1/s
    ivr: { duration: 0s, containment: 0, patience: never }
    talk: "lognormal(mean 180s, cv 1.2)"
    ring: 0s
    patience: "exponential(mean 3min)"
    redial: { afterAbandoned: 0.3, delay: 3min, attempts: 3 }
queues: { support: { groups: [all], threshold: 20s } }
agents: { all: { sites: { dc1: 19 } } }
sites: { dc1: {} }
`;

describe("controls of a centre in a steady state", () => {
  const study = openStudy("centre", [], new Map([["centre", TEXT]]));
  const { controls, refusals } = controlsOf(study, "load");
  const samples = Array.from({ length: 60 }, (_, i) => simulate(study.plan, i));

  test("are arrivals and talk, each with the mean that is said of it", () => {
    expect(refusals).toEqual([]);
    expect(controls.map(({ name }) => name)).toEqual(["arrivals", "talk"]);
    for (const { count, expected } of controls) {
      const { low95, high95, halfWidth95 } = meanInterval(samples.map(count));
      expect(low95).toBeLessThan(expected);
      expect(high95).toBeGreaterThan(expected);
      expect(halfWidth95).toBeGreaterThan(0);
    }
  });
});

const BY_INTERVAL = TEXT.replace(
  "rate: 0.1/s",
  'intervals: { start: "00:00", length: 1h, rates: [0.1/s, 0.2/s, 0.1/s] }',
);

test.each([
  ["rates change", "run.startOfDay=00:00", /rates or staffing change/, BY_INTERVAL],
  ["a second agent is asked", "demand.customers.consult={ queue: support, return: 0.1 }", /one/],
  ["calls are put on hold", "demand.customers.hold={ share: 0.1 }", /one agent/],
  [
    "a fault",
    "faults=[{ overload: { target: customers, factor: 2, at: 1h, for: 5min } }]",
    /fault/,
  ],
  ["there is no warm-up", "run.warmUp=0s", /no warm-up/],
])("talk is no control where %s", (_, setting, reason, text = TEXT) => {
  const study = openStudy("centre", [setting], new Map([["centre", text]]));
  const { controls, refusals } = controlsOf(study, "load");
  expect(controls.map(({ name }) => name)).not.toContain("talk");
  expect(refusals.at(-1)).toMatch(reason);
});
