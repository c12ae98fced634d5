import { describe, expect, test } from "vitest";
import { streamOf } from "../../src/engine/streams.ts";
import { planOf } from "../../src/model/plan.ts";
import { SrvAnswer, type SrvRecord } from "../../src/model/srv.ts";
import { componentIndex } from "../../src/model/topology.ts";
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
  const law = new Map<string, number>();
  for (let drawn = 0; drawn <= total; drawn++) {
    const reached = zerosFirst.findIndex(
      (_, i) => zerosFirst.slice(0, i + 1).reduce((sum, each) => sum + each.weight, 0) >= drawn,
    );
    const chosen = zerosFirst[reached];
    for (const [rest, chance] of lawOf(records.filter((each) => each !== chosen))) {
      const order = `${chosen.target} ${rest}`;
      law.set(order, (law.get(order) ?? 0) + chance / (total + 1));
    }
  }
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

  test("follows weights, and one of weight 0 hardly ever comes first", () => {
    const table = [record(0, 1, 60), record(1, 1, 0), record(2, 1, 10), record(3, 0, 1)];
    expectFit(new SrvAnswer(table), lawOf(table));
  });
});
