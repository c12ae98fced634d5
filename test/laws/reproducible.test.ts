import { describe, expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { type Plan, planOf } from "../../src/model/plan.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { simulate } from "../../src/model/simulate.ts";
import { wire } from "../../src/model/wire.ts";
import { randomScenario } from "../support/randomScenario.ts";
import { HOUR_US, run, runFor, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const planFor = (seed: number): Plan => planOf(scenarioOf(randomScenario(seed)));

describe.each([41, 42, 43, 44])("scenario of seed %i", (seed) => {
  test("the same replication gives the same sample, another one does not", () => {
    const plan = planFor(seed);
    const first = simulate(plan, 3);
    expect(simulate(plan, 3)).toEqual(first);
    expect(simulate(plan, 4)).not.toEqual(first);
  });

  test("a run in odd slices goes on where it stopped", () => {
    const plan = planFor(seed);
    const sliced: CallRecord[] = [];
    const world = wire(plan, 0, sliced);
    for (let atUs = 0; atUs < HOUR_US / 4; atUs += 1 + (atUs % 7_777_777)) runUntil(world, atUs);
    runUntil(world, HOUR_US / 4);
    expect(sliced).toEqual(runFor(plan, 0.25).records);
  });
});

/** What callers brought along, as far as a record shows it; null where it did not come to that. */
function broughtAlong({ records }: { readonly records: readonly CallRecord[] }) {
  return [...records]
    .sort((a, b) => a.serial - b.serial)
    .map(({ arrivedUs, site, demand, outcome, queuedUs, selectedUs, answeredUs, endedUs }) => ({
      arrivedUs,
      site,
      demand,
      qualificationUs: queuedUs === null ? null : queuedUs - arrivedUs,
      ringUs: answeredUs === null ? null : answeredUs - selectedUs!,
      talkUs: outcome === "served" ? endedUs - answeredUs! : null,
    }));
}

/** The same where both callers got that far. */
function expectCommon(
  a: ReturnType<typeof broughtAlong>,
  b: ReturnType<typeof broughtAlong>,
  keys: readonly (keyof (typeof a)[number])[],
): void {
  expect(a.length).toBe(b.length);
  for (const key of keys) {
    const both = a.flatMap((one, i) =>
      one[key] === null || b[i][key] === null ? [] : [[one[key], b[i][key]]],
    );
    expect(both.length).toBeGreaterThan(20);
    expect(both.map(([one]) => one)).toEqual(both.map(([, other]) => other));
  }
}

describe("common random numbers", () => {
  const base = broughtAlong(run(TWO_SITES, 1, "run.fidelity=call"));

  test.each([
    "agents.all.sites.dc1=4",
    "sites.dc1.portsPerMcp=1",
    "sites.dc2.trunks=5",
    "queues.support.capacity=0",
    "demand.customers.patience=5s",
  ])("%s leaves arrivals and attributes of every caller as they were", (change) => {
    const changed = broughtAlong(run(TWO_SITES, 1, "run.fidelity=call", change));
    expectCommon(base, changed, [
      "arrivedUs",
      "site",
      "demand",
      "qualificationUs",
      "ringUs",
      "talkUs",
    ]);
  });

  test.each(["sites.dc1.gws=3", "sites.dc2.sbc=4", "run.registrations=true"])(
    "%s shifts no draw either",
    (change) => {
      const sent = broughtAlong(run(TWO_SITES, 1));
      expectCommon(sent, base, ["arrivedUs", "site", "demand", "talkUs"]);
      const changed = broughtAlong(run(TWO_SITES, 1, change)).map(({ arrivedUs }) => arrivedUs);
      expect(changed).toEqual(base.map(({ arrivedUs }) => arrivedUs));
    },
  );
});
