import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, test } from "vitest";
import { busyhour, type Outcome, scenarioFile, scratch, TINY } from "./support.ts";

const tiny = scenarioFile(`${TINY}expect: ["service.level >= 80%"]\n`);
const out = join(scratch(), "sweep");
const AGENTS = ["--vary", "agents.all.sites.dc1=10..13:1"];
const sweep = (...more: string[]) => busyhour("sweep", tiny, ...more);
let first: Outcome;

beforeAll(async () => {
  first = await sweep(...AGENTS, "--out", out);
});

const read = (name: string) => readFileSync(join(out, name), "utf8");

describe("busyhour sweep", () => {
  test("says of each point what a run with its settings says", async () => {
    expect(first).toMatchObject({ exitCode: 0, err: "" });
    const { points } = JSON.parse(read("sweep.json"));
    expect(points).toHaveLength(4);
    for (const agents of [10, 13]) {
      const set = `agents.all.sites.dc1=${agents}`;
      const run = await busyhour("run", tiny, "--json", "--set", set);
      const { metrics, expectations, scenario } = JSON.parse(run.out);
      const point = points[agents - 10];
      expect(point.hash).toBe(scenario.hash);
      expect(point.expectations[0].verdict).toBe(expectations[0].verdict);
      for (const { id, scope, estimate, low95 } of point.metrics)
        expect(metrics).toContainEqual(expect.objectContaining({ id, scope, estimate, low95 }));
    }
  });

  test("its differences from the first point are better known than the points", () => {
    const { points } = JSON.parse(read("sweep.json"));
    const { metrics } = points[3];
    const occupancy = metrics.find(({ id }: { id: string }) => id === "agents.occupancy");
    expect(occupancy.difference.value).toBeLessThan(0);
    expect(occupancy.difference.halfWidth95).toBeLessThan(occupancy.halfWidth95);
  });

  test("CSV and Parquet hold the same table", async () => {
    const bytes = readFileSync(join(out, "sweep.parquet"));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const rows = await parquetReadObjects({ file });
    const [head, ...lines] = read("sweep.csv").trimEnd().split("\n");
    expect(Object.keys(rows[0]!).join(",")).toBe(head);
    expect(
      rows.map((row) =>
        Object.values(row)
          .map((value) => value ?? "")
          .join(","),
      ),
    ).toEqual(lines);
    expect(lines).toHaveLength(4 * 5);
  });

  test("draws a line over one factor, a map over two, and writes the same again", async () => {
    const files = readdirSync(out).filter((name) => name !== "study");
    expect(files).toContain("service.level.png");
    const before = files.map((name) => readFileSync(join(out, name)));
    for (const name of files) rmSync(join(out, name));
    expect(await busyhour("report", out)).toEqual(first);
    expect(files.map((name) => readFileSync(join(out, name)))).toEqual(before);
    const map = join(scratch(), "map");
    const rates = ["--vary", "demand.customers.rate=2/min,3/min"];
    const one = ["--replications", "2", "--metric", "agents.occupancy"];
    await sweep(...AGENTS, ...rates, ...one, "--out", map);
    expect(readdirSync(map)).toContain("agents.occupancy.png");
    expect(JSON.parse(readFileSync(join(map, "sweep.json"), "utf8")).points).toHaveLength(8);
  });

  test("differences are from the baseline that is named, and on the console then", async () => {
    const base = ["--baseline", "agents.all.sites.dc1=12"];
    const dir = join(scratch(), "base");
    const { out: console } = await sweep(...AGENTS, ...base, "--no-charts", "--out", dir);
    expect(console).toContain("Differences from agents.all.sites.dc1 12");
    const { points, baseline } = JSON.parse(readFileSync(join(dir, "sweep.json"), "utf8"));
    expect(baseline).toEqual({ "agents.all.sites.dc1": "12" });
    const occupancyAt = (i: number) =>
      points[i].metrics.find(({ id }: { id: string }) => id === "agents.occupancy");
    expect(occupancyAt(2).difference).toEqual({ value: 0, halfWidth95: 0 });
    const { estimate, difference } = occupancyAt(0);
    expect(difference.value).toBeCloseTo(estimate - occupancyAt(2).estimate, 12);
    const page = readFileSync(join(dir, "sweep.html"), "utf8");
    expect(page).toContain("Differences from agents.all.sites.dc1 12");
    expect(page).not.toMatch(/(src|href)="(?!data:|#)/);
  });

  test("the baseline may be the scenario as written, be it a point or not", async () => {
    const base = ["--baseline", "scenario", "--json"];
    const written = JSON.parse((await busyhour("run", tiny, "--json")).out);
    const occupancyOf = ({ metrics }: { metrics: { id: string; scope: string }[] }) =>
      metrics.find(
        ({ id, scope }) => id === "agents.occupancy" && scope === "cluster",
      ) as never as {
        estimate: number;
        difference: { value: number };
      };
    for (const [values, levels] of [
      ["5s,7s", 1],
      ["7s,9s", 0],
    ] as const) {
      const vary = `demand.customers.ring=${values}`;
      const { points, baseline } = JSON.parse((await sweep("--vary", vary, ...base)).out);
      expect(points).toHaveLength(2);
      const from = occupancyOf(written).estimate;
      for (const { difference, estimate } of points.map(occupancyOf))
        expect(difference.value).toBeCloseTo(estimate - from, 12);
      expect(Object.keys(baseline)).toHaveLength(levels);
    }
  });

  test("of three factors each has its picture", async () => {
    const three = ["demand.customers.rate=2/min,3/min", "demand.customers.ring=0s,5s"];
    const vary = [...AGENTS, ...three.flatMap((each) => ["--vary", each])];
    const one = ["--replications", "2", "--metric", "agents.occupancy", "--design", "lhs:4"];
    const dir = join(scratch(), "three");
    await sweep(...vary, ...one, "--out", dir);
    const pictures = readdirSync(dir).filter((name) => name.endsWith(".png"));
    expect(pictures.sort()).toEqual([
      "agents.occupancy-over-agents.all.sites.dc1.png",
      "agents.occupancy-over-demand.customers.rate.png",
      "agents.occupancy-over-demand.customers.ring.png",
    ]);
  });

  test.each([
    ["agents.all.sites.dc1=9", "got none"],
    ["agents.all.sites=12", "--baseline agents.all.sites.dc1=10, or scenario; got none"],
  ])("--baseline %s is refused", async (base, message) => {
    const { exitCode, out, err } = await sweep(...AGENTS, "--baseline", base);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(message);
  });

  test("a mistake of some points names one of them", async () => {
    const { exitCode, err } = await sweep("--vary", "agents.all.sites.dc1=-2..1:1");
    expect(exitCode).toBe(2);
    expect(err).toContain("at agents.all.sites.dc1 -2");
  });

  test("paths joined by + take the same value", async () => {
    const both = ["--vary", "demand.customers.ring+demand.customers.afterCallWork=5s,10s"];
    const json = JSON.parse((await sweep(...both, "--json")).out);
    const set = ["demand.customers.ring=10s", "demand.customers.afterCallWork=10s"];
    const run = await busyhour("run", tiny, "--json", ...set.flatMap((each) => ["--set", each]));
    expect(json.points[1].hash).toBe(JSON.parse(run.out).scenario.hash);
  });

  test("shards of it merge to the same bytes", async () => {
    const parts = ["1/2", "2/2"].map((shard) => ({ shard, part: join(scratch(), "part") }));
    for (const { shard, part } of parts) await sweep(...AGENTS, "--out", part, "--shard", shard);
    const merged = join(scratch(), "merged");
    await busyhour("merge", ...parts.map(({ part }) => part).reverse(), "--out", merged);
    for (const name of ["sweep.json", "sweep.md", "sweep.csv", "sweep.parquet"])
      expect(readFileSync(join(merged, name)), name).toEqual(readFileSync(join(out, name)));
  });

  test.each([
    [["--vary", "agents.all.sites.dc1=1..3"], "wanted a step behind the range"],
    [["--vary", "agents.al.sites.dc1=1,2"], "wanted a name that is there (all)"],
    [["--vary", "demand.customers.ring=5,6s"], "got 5"],
    [[...AGENTS, "--metric", "service.levle"], "did you mean service.level?"],
    [[...AGENTS, "--design", "grid"], "such as lhs:50"],
    [[], "wanted something to vary"],
  ])("%s is refused", async (more, message) => {
    const { exitCode, out: printed, err } = await sweep(...more);
    expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: "" });
    expect(err).toContain(message);
  });

  test("a mistake of several points is told once", async () => {
    const { err } = await sweep("--vary", "agents.none.sites.dc1=1..9:1", "--vary", "nil=1,2");
    expect(err.match(/wanted a name that is there/g)).toHaveLength(1);
  });
});
