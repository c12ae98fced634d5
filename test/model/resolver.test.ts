import { describe, expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { Resolver } from "../../src/model/resolver.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const PROXIES = componentIndex("sipProxy");
const SECOND_US = 1_000_000;
const TTL_S = 60;
const AGENTS = 400;

function dns(...more: string[]) {
  const plan = planOf(scenarioOf(TWO_SITES, `network.dns.ttl=${TTL_S}s`, ...more));
  const resolver = new Resolver(plan, AGENTS, 0);
  const clients = plan.topology.instances.length + AGENTS;
  /** Names of the sites whose proxies a client of dc1 knows, by priority. */
  const known = (client: number, atS: number) => {
    const { targets } = resolver.answer(client, PROXIES, 0, atS * SECOND_US);
    return [...new Set([...targets].map((each) => plan.topology.instances[each].site))].join();
  };
  return { resolver, clients, known };
}

describe("a change of DNS", () => {
  test("reaches clients that ask all the time evenly over a TTL", () => {
    const { resolver, clients, known } = dns();
    for (let client = 0; client < clients; client++) expect(known(client, 0)).toBe("0,1");
    const heardS: number[] = [];
    for (let tenths = 0; tenths <= 4000; tenths++) {
      if (tenths === 1000) resolver.withdraw(0);
      for (let client = 0; client < clients; client++)
        if (heardS[client] === undefined && known(client, tenths / 10) === "1")
          heardS[client] = tenths / 10 - 100;
    }
    expect(Math.min(...heardS)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...heardS)).toBeLessThanOrEqual(TTL_S);
    const mean = heardS.reduce((sum, each) => sum + each, 0) / clients;
    // Uniform: standard deviation 12^-1/2 of the TTL; 3.9 standard errors.
    expect(heardS).toHaveLength(clients);
    expect(Math.abs(mean / TTL_S - 0.5)).toBeLessThan(3.9 / Math.sqrt(12 * clients));
  });

  test("is heard at once by who has not asked for a TTL", () => {
    const { resolver, known } = dns();
    resolver.withdraw(0);
    expect(known(3, TTL_S)).toBe("1");
    resolver.restore(0);
    expect(known(3, 2 * TTL_S - 1)).toBe("1");
    expect(known(3, 2 * TTL_S)).toBe("0,1");
  });

  test("brings in other sites where DNS names the own one alone", () => {
    const { resolver, known } = dns("network.dns.srvView=local-only", "network.dns.ttl=0s");
    expect(known(0, 1)).toBe("0");
    resolver.withdraw(1);
    expect(known(0, 2)).toBe("0");
    resolver.restore(1);
    resolver.withdraw(0);
    resolver.withdraw(0);
    resolver.restore(0);
    expect(known(0, 3)).toBe("1");
    resolver.restore(0);
    expect(known(0, 4)).toBe("0");
  });

  test("that leaves nobody is not believed", () => {
    const { resolver, known } = dns("network.dns.ttl=0s");
    resolver.withdraw(0);
    resolver.withdraw(1);
    expect(known(0, 1)).toBe("1");
    resolver.restore(0);
    expect(known(0, 2)).toBe("0");
  });
});
