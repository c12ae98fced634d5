import { describe, expect, test } from "vitest";
import { blockingChart, blockingPools } from "../../src/report/charts/blocking.ts";
import { portsTable, sharingTable } from "../../src/report/tables/ports.ts";
import { portBlocking } from "../../src/stats/portBlocking.ts";
import { erlangB } from "../../src/stats/theory/erlangB.ts";
import { est, findings } from "./fixture.ts";

const [own, shared] = [findings.ports[0]!, findings.ports[1]!];
const blocked = [
  est("pool.blocked.ratio", "pool:dc2/mcp.treatment", "ratio", 0.02, 0.001),
  est("pool.blocked.ratio", "pool:dc2/mcp.cpd", "ratio", 0, 0),
];
const run = { ...findings, estimates: [...findings.estimates, ...blocked] };

describe("the blocking curve", () => {
  const drawn = (pool: typeof own) => {
    const { labels, datasets } = blockingChart(run, pool).data;
    const of = (label: string) =>
      datasets.find((each) => each.label?.startsWith(label))?.data ?? [];
    const at = (label: string, ports: number) => of(label)[labels!.indexOf(String(ports))];
    return { at, of, labels: labels as string[] };
  };

  test("is Erlang's of one use, with the rule's point, the run's and those simulated", () => {
    const { at, of, labels } = drawn(own);
    expect(at("treatment, Erlang B", 260)).toBeCloseTo(100 * erlangB(260, 240), 9);
    // 240 + 3 × √240 = 286.5.
    expect(at("mean + 3", 287)).toBeCloseTo(100 * erlangB(287, 240), 9);
    expect(of("mean + 3").filter((each) => each !== null)).toHaveLength(1);
    expect(at("there are: 300", 300)).toBeCloseTo(100 * erlangB(300, 240), 9);
    expect(at("simulated, had there been fewer", 260)).toBeCloseTo(3, 9);
    expect(at("simulated, had there been fewer", 261)).toBeNull();
    expect(labels[0]).toBe("240");
  });

  test("has one line for each use that shares, and what the run blocked of it", () => {
    const { at, of } = drawn(shared);
    const [treatment, detection] = portBlocking(shared.uses, 175);
    expect(at("treatment, Kaufman", 175)).toBeCloseTo(100 * treatment!, 9);
    expect(at("cpd, Kaufman", 175)).toBeCloseTo(100 * detection!, 9);
    expect(at("treatment, blocked in the run", 190)).toBeCloseTo(2, 9);
    expect(of("cpd, blocked in the run")).toEqual([]);
    expect(of("simulated")).toEqual([]);
  });

  test("is drawn once for sites that are alike: for the one that is asked for most", () => {
    const more = { ...own, site: "dc3", uses: [{ ...own.uses[0]!, erlangs: 250 }] };
    const pools = blockingPools({ ...findings, ports: [own, more, shared, { ...shared }] });
    expect(pools).toEqual([more, shared]);
  });
});

test("ports by use: what is shared together and use by use, and what sharing saves", () => {
  const { rows } = portsTable(run);
  expect(rows.map(([name]) => name)).toEqual([
    "dc1/mcp.treatment",
    "dc2/mcp (shared, as treatment ports)",
    "dc2/mcp.treatment",
    "dc2/mcp.cpd",
  ]);
  // 90 + 37 × 1.6 = 149.2, of which 3 roots are 36.6; 117 and 57 ports for 0.1 % apart.
  expect(rows[1]!.slice(1, 3)).toEqual(["149.2", "186"]);
  expect(rows[2]!.slice(-2)[1]).toBe("2.00 ± 0.10 %");
  const [saved] = sharingTable(run).rows;
  const [, mixed, apart, difference] = saved!.map(Number);
  expect(apart).toBeCloseTo(117 + 1.6 * 56, 0);
  expect(difference).toBeCloseTo(apart! - mixed!, 1);
  expect(sharingTable({ ...run, ports: [own] }).rows).toEqual([]);
});
