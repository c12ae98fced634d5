import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { busyhour, scenarioFile, scratch, TINY } from "./support.ts";

const tiny = scenarioFile(TINY);
const compare = (...more: string[]) => busyhour("compare", tiny, tiny, ...more);
const compared = async (...more: string[]) => JSON.parse((await compare(...more, "--json")).out);
type Row = { id: string; verdict: string; halfWidth95: number | null; difference: number };
const row = (json: { metrics: Row[] }, id: string) => json.metrics.find((each) => each.id === id)!;

describe("busyhour compare", () => {
  test("a scenario with itself: no difference, all within their margins", async () => {
    const { exitCode, out, err } = await compare();
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
    expect(out).toMatch(/^B is like A: no metric differs by more than its margin\./);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    const json = await compared("--all");
    expect(json.verdict).toBe("pass");
    expect(json.metrics.length).toBeGreaterThan(50);
    expect(json.metrics.every((each: Row) => each.difference === 0)).toBe(true);
  });

  test("one agent fewer: found, and far better with common random numbers", async () => {
    const less = ["--set-b", "agents.all.sites.dc1=11"];
    expect((await compare(...less)).exitCode).toBe(1);
    const paired = await compared(...less);
    const independent = await compared(...less, "--seed-b", "other");
    expect(paired).toMatchObject({ paired: true, verdict: "fail" });
    expect(independent.paired).toBe(false);
    const occupancy = [paired, independent].map((each) => row(each, "agents.occupancy"));
    expect(occupancy[0]!.verdict).toBe("fail");
    expect(occupancy[0]!.halfWidth95).toBeLessThan(occupancy[1]!.halfWidth95! / 3);
  });

  test("margins of a metric, of all, as shares and amounts", async () => {
    const verdictOf = async (...margins: string[]) => {
      const more = margins.flatMap((margin) => ["--margin", margin]);
      const less = ["--set-b", "agents.all.sites.dc1=11", "--metric", "agents.occupancy"];
      return row(await compared(...less, ...more), "agents.occupancy").verdict;
    };
    expect(await verdictOf("50%")).toBe("pass");
    expect(await verdictOf("50%", "agents.occupancy=1%")).toBe("fail");
    expect(await verdictOf("agents.occupancy=0.5")).toBe("pass");
  });

  test("goes on until all is decided, or as far as it may", async () => {
    const seeds = ["--seed-b", "other", "--metric", "agents.occupancy", "--margin", "10%"];
    const { looks, verdict } = await compared(...seeds, "--add-replications-until", "decided");
    expect(verdict).toBe("pass");
    expect(looks).toBeGreaterThan(1);
    const few = ["--margin", "0.1%", "--add-replications-until", "decided"];
    const capped = await compared(...seeds.slice(0, 4), ...few, "--max-replications", "9");
    expect(capped.a.replications).toBe(9);
    expect(capped.metrics[0].verdict).toBe("undecided");
    expect(capped.metrics[0].replicationsNeeded).toBeGreaterThan(9);
  });

  test("directories of studies are paired, summaries are not; the answers agree", async () => {
    const [a, b] = [join(scratch(), "a"), join(scratch(), "b")];
    await busyhour("run", tiny, "--out", a, "--no-charts");
    await busyhour("run", tiny, "--out", b, "--no-charts", "--set", "agents.all.sites.dc1=11");
    const folders = JSON.parse((await busyhour("compare", a, b, "--json")).out);
    const direct = await compared("--set-b", "agents.all.sites.dc1=11");
    expect(folders.metrics).toEqual(direct.metrics);
    const files = [a, b].map((each) => join(each, "summary.json"));
    const summaries = JSON.parse((await busyhour("compare", ...files, "--json")).out);
    expect(summaries.paired).toBe(false);
    const [one, other] = [summaries, direct].map((each) => row(each, "agents.occupancy"));
    expect(one!.difference).toBeCloseTo(other!.difference, 12);
    expect(one!.halfWidth95).toBeGreaterThan(3 * other!.halfWidth95!);
    const mixed = JSON.parse((await busyhour("compare", files[0]!, tiny, "--json")).out);
    expect(row(mixed, "agents.occupancy").difference).toBeCloseTo(0, 12);
  });

  test("writes a page, JSON and JUnit, and writes them again", async () => {
    const out = join(scratch(), "out");
    const less = ["--set-b", "agents.all.sites.dc1=11", "--out", out];
    const outcome = await compare(...less);
    const files = ["compare.json", "compare.md", "junit.xml"];
    expect(readdirSync(out).sort()).toEqual([...files.slice(0, 3), "study"].sort());
    const texts = files.map((name) => readFileSync(join(out, name), "utf8"));
    expect(texts[1]).toMatch(/^# B differs from A by more than the margin in /);
    expect(texts[2]).toMatch(/<testsuites tests="8" failures="\d" skipped="\d">/);
    expect(texts[2]!.match(/<testcase /g)).toHaveLength(8);
    expect(await busyhour("report", out)).toEqual(outcome);
    expect(files.map((name) => readFileSync(join(out, name), "utf8"))).toEqual(texts);
  });

  test.each([
    [["--metric", "service.levle"], "service.levle: wanted a metric that both sides have; did you"],
    [["--metric", "pool.occupancy"], "wanted a scope as well, such as pool.occupancy@"],
    [["--margin", "wait.mean=much"], "--margin: wanted a size, or metric=size"],
    [["--margin", "wait.meen=1"], "wait.meen: wanted a metric that is compared; did you mean"],
    [["--add-replications-until", "bored"], "Wanted: decided."],
    [["--set-b", "agents.all.sites.dc2=1"], "wanted the name of a site"],
  ])("%s is refused", async (more, message) => {
    const { exitCode, out, err } = await compare(...more);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(message);
  });

  test("other seeds alone are no difference, even where whole numbers do not vary", async () => {
    const seeds = ["--seed", "s2", "--seed-b", "t2", "--replications", "3"];
    const { metrics } = await compared(...seeds, "--all", "--margin", "0");
    const proven = metrics.filter((each: Row & { differenceProven: boolean }) => {
      return each.differenceProven || each.verdict === "fail";
    });
    expect(proven).toEqual([]);
    const unknown = metrics.filter(({ halfWidth95 }: Row) => halfWidth95 === null);
    expect(unknown.map(({ id }: Row) => id)).toContain("pool.inUse.p999");
  });

  test("what is finished cannot be changed, what is not can", async () => {
    const out = join(scratch(), "finished");
    await busyhour("run", tiny, "--out", out, "--no-charts");
    const summary = join(out, "summary.json");
    for (const finished of [out, summary])
      for (const change of [
        ["--set-a", "agents.all.sites.dc1=3"],
        ["--set", "run.measure=1h"],
      ]) {
        const { exitCode, err } = await busyhour("compare", finished, tiny, ...change);
        expect(exitCode).toBe(2);
        expect(err).toBe(`busyhour: ${finished} is finished: ${change[1]} cannot change it\n`);
      }
    const both = await busyhour("compare", out, summary, "--replications", "3", "--seed", "x");
    expect(both.err).toMatch(/--replications: wanted a scenario.*\n--seed: wanted a scenario/);
    const few = await busyhour("compare", out, tiny, "--replications", "3", "--json");
    expect(JSON.parse(few.out)).toMatchObject({ paired: true, b: { replications: 3 } });
    // A summary beside a scenario: no number of replications of the scenario alone may do.
    const mixed = await busyhour("compare", summary, tiny, "--margin", "0.1%", "--json");
    const occupancy = row(JSON.parse(mixed.out), "agents.occupancy");
    expect(occupancy).toMatchObject({ verdict: "undecided", replicationsNeeded: null });
  });

  test("one replication tells nothing of its error; until decided begins with two", async () => {
    const { exitCode, err } = await compare("--replications", "1");
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: `busyhour: ${tiny}: wanted 2 replications or more, it has 1\n`,
    });
    const until = ["--replications", "1", "--add-replications-until", "decided"];
    expect(await compared(...until)).toMatchObject({ verdict: "pass", a: { replications: 2 } });
  });

  test("says what only one side has, and the mistakes of both", async () => {
    const other = scenarioFile(TINY.replaceAll("support", "sales"));
    const { out } = await busyhour("compare", tiny, other, "--all");
    expect(out).toContain("Only A has: ");
    expect(out.replaceAll("\n", " ")).toMatch(/Only B has: [^.]*\.offered \[queue:sales\]/);
    const wrong = ["3/min", "sites:"].map((text) => scenarioFile(TINY.replace(text, "nonsense")));
    const { err } = await busyhour("compare", ...wrong);
    for (const path of wrong) expect(err).toContain(`${path}:`);
    const twice = await busyhour("compare", wrong[0]!, wrong[0]!);
    expect(twice.err).toContain("1 mistake\n");
  });

  test("what is no summary is refused", async () => {
    const file = join(scratch(), "other.json");
    const ofComparison = (await compare("--json")).out;
    for (const text of ["{}", "null", "[", ofComparison]) {
      writeFileSync(file, text);
      const { exitCode, err } = await busyhour("compare", file, tiny);
      expect({ exitCode, err }).toEqual({
        exitCode: 2,
        err: `busyhour: ${file}: wanted summary.json of a run (schema 1)\n`,
      });
    }
    const nothing = await busyhour("compare", scratch(), tiny);
    expect(nothing.err).toContain("summary.json: wanted the summary of a run");
  });
});
