import { describe, expect, test } from "vitest";
import { streamOf } from "../../src/engine/streams.ts";
import { capacityOf } from "../../src/model/capacity.ts";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { SrvAnswer, type SrvRecord } from "../../src/model/srv.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** RFC 2782 read literally: the chance of each order in which a client tries the records. */
function lawOf(records: readonly SrvRecord[]): Map<string, number> {
  if (records.length === 0) return new Map([["", 1]]);
  const lowest = Math.min(...records.map(({ priority }) => priority));
  const group = records.filter(({ priority }) => priority === lowest);
  const zerosFirst = [...group.filter(({ weight }) => weight === 0)].concat(
    group.filter(({ weight }) => weight > 0),
  );
  const total = group.reduce((sum, { weight }) => sum + weight, 0);
  const times = new Map<SrvRecord, number>();
  for (let drawn = 0; drawn <= total; drawn++) {
    const reached = zerosFirst.findIndex(
      (_, i) => zerosFirst.slice(0, i + 1).reduce((sum, each) => sum + each.weight, 0) >= drawn,
    );
    times.set(zerosFirst[reached], (times.get(zerosFirst[reached]) ?? 0) + 1);
  }
  const law = new Map<string, number>();
  for (const [chosen, often] of times)
    for (const [rest, chance] of lawOf(records.filter((each) => each !== chosen)))
      law.set(`${chosen.target} ${rest}`, (chance * often) / (total + 1));
  return law;
}

/** The order a client tries an answer in, by what the model does. */
function orderOf(answer: SrvAnswer, next: () => number): string {
  const usable = new Uint8Array(answer.targets.length).fill(1);
  let order = "";
  for (let i = answer.choose(usable, next()); i >= 0; i = answer.choose(usable, next())) {
    usable[i] = 0;
    order += `${answer.targets[i]} `;
  }
  return order;
}

const SEEDS = 40;
const DRAWS = 2000;

/** Chi-square of all orders over the seeds, and its degrees of freedom. */
function misfit(answer: SrvAnswer, law: ReadonlyMap<string, number>) {
  let square = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const stream = streamOf("srv", seed, "test");
    const seen = new Map<string, number>();
    for (let i = 0; i < DRAWS; i++) {
      const order = orderOf(answer, () => stream.next());
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect([...seen.keys()].filter((order) => !law.has(order))).toEqual([]);
    for (const [order, chance] of law) {
      const expected = DRAWS * chance;
      square += ((seen.get(order) ?? 0) - expected) ** 2 / expected;
    }
  }
  return { square, freedom: SEEDS * (law.size - 1) };
}

/** Within 4 standard deviations of its mean: nearly normal at so many degrees of freedom. */
function expectFit(answer: SrvAnswer, law: ReadonlyMap<string, number>): void {
  const { square, freedom } = misfit(answer, law);
  expect(Math.abs(square - freedom)).toBeLessThan(4 * Math.sqrt(2 * freedom));
}

const record = (target: number, priority: number, weight: number): SrvRecord => ({
  target,
  priority,
  weight,
});

describe("the order of SRV records", () => {
  test("is that of the blueprint's Table 4: one's own two, 50/50, before the others", () => {
    const { srv, topology } = planOf(scenarioOf(TWO_SITES));
    const proxies = componentIndex("sipProxy");
    topology.atSite[proxies].forEach(({ first }, site) => {
      const { first: other } = topology.atSite[proxies][1 - site];
      const table = [
        ...[first, first + 1].map((target) => record(target, 1, 50)),
        ...[other, other + 1].map((target) => record(target, 2, 50)),
      ];
      const law = lawOf(table);
      expect(law.size).toBe(4);
      expectFit(srv[proxies][site], law);
    });
  });

  test("names the proxies of one's own site alone, if DNS does", () => {
    const { srv, topology } = planOf(scenarioOf(TWO_SITES, "network.dns.srvView=local-only"));
    const proxies = componentIndex("sipProxy");
    topology.atSite[proxies].forEach(({ first, count }, site) => {
      const own = Array.from({ length: count }, (_, i) => first + i);
      expect([...srv[proxies][site].targets]).toEqual(own);
    });
  });

  test("has the weights of the scenario, a proxy's own before those of its site", () => {
    const weights = "network.dns.weights={ dc1/sipProxy/1: 7, dc2: 3, dc2/sipProxy/2: 0 }";
    const { srv, topology } = planOf(scenarioOf(TWO_SITES, weights));
    const proxies = componentIndex("sipProxy");
    const [{ first: one }, { first: two }] = topology.atSite[proxies];
    const own = [record(one, 1, 7), record(one + 1, 1, 50)];
    expectFit(srv[proxies][0], lawOf([...own, record(two, 2, 3), record(two + 1, 2, 0)]));
  });

  test("follows weights, and one of weight 0 hardly ever comes first", () => {
    const table = [record(0, 1, 60), record(1, 1, 0), record(2, 1, 10), record(3, 0, 1)];
    expectFit(new SrvAnswer(table), lawOf(table));
  });
});

describe("work follows weights", () => {
  const PROXY = "component:sipProxy";
  const steady = TWO_SITES.replace(/intervals: .*/, "rate: 2400/h");
  const patient = ["demand.customers.patience=never", "demand.customers.ivr.patience=never"];
  const enough = ["agents.all.sites={ dc1: 50, dc2: 50 }", "sites.dc1.trunks=unlimited"];
  const even = ["demand.customers.sites={ dc1: 0.5, dc2: 0.5 }", "sites.dc2.trunks=unlimited"];
  const run = ["run.warmUp=2min", "run.measure=8min", "signalling.options.oosCheck=1s"];

  function used(weight: number, fidelity: string) {
    const weights = `{ dc1/sipProxy/1: ${weight}, dc2/sipProxy/1: ${weight} }`;
    const given = [`run.fidelity=${fidelity}`, `network.dns.weights=${weights}`];
    const plan = planOf(scenarioOf(steady, ...given, ...patient, ...enough, ...even, ...run));
    const samples = Array.from({ length: 6 }, (_, i) => simulate(plan, i));
    const found = estimate(metrics, plan.layout, samples);
    const of = (proxy: number) =>
      found.find(
        ({ id, scope }) =>
          id === "component.utilisation" && scope === `instance:dc1/sipProxy/${proxy}`,
      )!;
    const table = capacityOf(plan).find(({ scope }) => scope === PROXY)!.utilisation;
    return { first: of(1), second: of(2), table };
  }

  // Of 201 and 51 numbers that may be drawn, 0 is the first record's.
  test.each([
    [150, 151 / 201],
    [0, 1 / 51],
  ])("%i beside 50, at both fidelities and in the capacity table", (weight, share) => {
    const [sent, accounted] = ["message", "call"].map((fidelity) => used(weight, fidelity));
    for (const proxy of ["first", "second"] as const) {
      const { estimate: value, halfWidth95 } = sent[proxy];
      const off = Math.abs(accounted[proxy].estimate! - value!) / halfWidth95!;
      expect(off, proxy).toBeLessThan(2);
    }
    const most = share > 0.5 ? sent.first : sent.second;
    const least = share > 0.5 ? sent.second : sent.first;
    expect(Math.abs(sent.table - most.estimate!)).toBeLessThan(2 * most.halfWidth95!);
    // All proxies hear of registrations and answer pings alike; the rest is by weight.
    const ratio = least.estimate! / most.estimate!;
    expect(ratio).toBeGreaterThan(Math.min(share, 1 - share) / Math.max(share, 1 - share) - 0.02);
    expect(ratio).toBeLessThan(0.5);
  });
});
