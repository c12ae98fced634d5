import { describe, expect, test } from "vitest";
import type { CallRecord } from "../../src/model/records.ts";
import { areaUs, run, TWO_SITES } from "../support/scenarios.ts";

/*
 * At call fidelity a call holds a trunk all its life, a port and the treatment's media until an
 * agent is selected, and the conversation's media while it talks. So every pool and every link
 * follows from the records.
 */
const FEW = ["sites.dc1.trunks=14", "sites.dc2.trunks=11", "sites.dc2.portsPerMcp=2"];

describe.each([1, 2, 3])("pools and media of a run, seed %i", (seed) => {
  const result = run(TWO_SITES, 1, "run.fidelity=call", `run.seed=h${seed}`, ...FEW);
  const { records, plan, world } = result;
  const siteOf = ({ agent }: CallRecord) => world.agents.site[agent];
  /** A call that found no trunk or port is gone the moment it came. */
  const treatedUs = ({ arrivedUs, selectedUs, endedUs }: CallRecord) =>
    (selectedUs ?? endedUs) - arrivedUs;
  const talkedUs = ({ answeredUs, endedUs }: CallRecord) =>
    answeredUs === null ? 0 : endedUs - answeredUs;
  const total = (of: (record: CallRecord) => number) =>
    records.reduce((sum, record) => sum + BigInt(of(record)), 0n);
  const counter = (id: string, scope: string) =>
    world.recorders.counters[plan.layout.find("counter", id, scope)!];

  test.each([
    { scope: "", at: [0, 1] },
    { scope: "dc1/", at: [0] },
    { scope: "dc2/", at: [1] },
  ])("trunks and ports of '$scope' are held as long as calls need them", ({ scope, at }) => {
    const here = (of: (record: CallRecord) => number) => (record: CallRecord) =>
      at.includes(record.site) ? of(record) : 0;
    const [trunks, ports] = [`pool:${scope}trunks`, `pool:${scope}mcp.treatment`];
    const lives = ({ arrivedUs, endedUs }: CallRecord) => endedUs - arrivedUs;
    expect(areaUs(result, "pool.inUse", trunks)).toBe(total(here(lives)));
    expect(areaUs(result, "pool.inUse", ports)).toBe(total(here(treatedUs)));
    const came = records.filter(({ site }) => at.includes(site)).length;
    const blocked = records.filter(
      ({ site, outcome }) => at.includes(site) && outcome === "blocked",
    ).length;
    expect(counter("pool.offered", trunks)).toBe(came);
    const noTrunk = counter("pool.blocked", trunks);
    expect(noTrunk).toBeGreaterThan(0);
    expect(noTrunk + counter("pool.blocked", ports)).toBe(blocked);
    expect(counter("pool.offered", ports)).toBe(came - noTrunk);
  });

  test("media cross each link as long as a call's treatment and conversation take", () => {
    const both = (link: string, of: (record: CallRecord) => number) => {
      const [from, to] = link.split(" ");
      const expected = total(of);
      expect(expected, link).toBeGreaterThan(0n);
      expect(areaUs(result, "link.streams", `link:${from}>${to}`), link).toBe(expected);
      expect(areaUs(result, "link.streams", `link:${to}>${from}`), link).toBe(expected);
    };
    const isServed = ({ answeredUs }: CallRecord) => answeredUs !== null;
    ["dc1", "dc2"].forEach((name, site) => {
      both(`carrier ${name}`, (each) =>
        each.site === site ? treatedUs(each) + talkedUs(each) : 0,
      );
      both(`${name} desks:${name}`, (each) =>
        isServed(each) && siteOf(each) === site ? talkedUs(each) : 0,
      );
      // From the SBC to the MCP and back, both over the same network.
      both(`${name} ${name}`, (each) => (each.site === site ? 2 * treatedUs(each) : 0));
    });
    both("dc1 dc2", (each) => (isServed(each) && siteOf(each) !== each.site ? talkedUs(each) : 0));
  });
});
