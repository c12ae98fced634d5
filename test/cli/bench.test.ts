import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { busyhour, scratch, TINY } from "./support.ts";

function set(): string {
  const directory = join(scratch(), "set");
  mkdirSync(directory);
  writeFileSync(join(directory, "tiny.yaml"), TINY);
  writeFileSync(join(directory, "small.yaml"), TINY.replace("tiny", "small").replace("12", "11"));
  return directory;
}

describe("busyhour bench", () => {
  test("stores figures with their version, and finds them again", async () => {
    const directory = set();
    const baseline = join(directory, "baseline.json");
    const bench = (...more: string[]) =>
      busyhour("bench", directory, "--baseline", baseline, ...more);
    const stored = await bench("--store");
    expect(stored).toMatchObject({ exitCode: 0, err: "" });
    const { version, code, scenarios } = JSON.parse(readFileSync(baseline, "utf8"));
    expect(code.startsWith(`${version}+`)).toBe(true);
    expect(scenarios.map(({ name }: { name: string }) => name)).toEqual(["small", "tiny"]);
    const again = await bench();
    expect(again).toMatchObject({ exitCode: 0, err: "" });
    expect(again.out.match(/^B is like A/gm)).toHaveLength(2);
    expect(again.out).toContain("Paired");
  });

  test("gates: what has changed by more than the margin fails, in JUnit too", async () => {
    const directory = set();
    const baseline = join(directory, "baseline.json");
    const out = join(scratch(), "out");
    await busyhour("bench", directory, "--baseline", baseline, "--store");
    writeFileSync(join(directory, "tiny.yaml"), TINY.replace("12", "14"));
    const changed = await busyhour("bench", directory, "--baseline", baseline, "--out", out);
    expect(changed.exitCode).toBe(1);
    const junit = readFileSync(join(out, "junit.xml"), "utf8");
    expect(junit.match(/<testsuite /g)).toHaveLength(2);
    expect(junit).toMatch(/name="small against small before|name="small before against small"/);
    expect(junit).toMatch(/name="agents\.occupancy"><failure /);
    expect(readFileSync(join(out, "bench.md"), "utf8")).toContain("# B differs from A");
    expect(await busyhour("report", out)).toEqual(changed);
    const wide = ["--margin", "90%", "--metric", "agents.occupancy"];
    expect((await busyhour("bench", directory, "--baseline", baseline, ...wide)).exitCode).toBe(0);
  });

  test("other seeds are compared as independent", async () => {
    const directory = set();
    const baseline = join(directory, "baseline.json");
    await busyhour("bench", directory, "--baseline", baseline, "--store");
    const other = await busyhour("bench", directory, "--baseline", baseline, "--seed", "other");
    expect(other.out).toContain("Not paired");
  });

  test("says what is wrong with a baseline or a set", async () => {
    const directory = set();
    const tiny = join(directory, "tiny.yaml");
    const errors = async (...argv: string[]) => {
      const { exitCode, out, err } = await busyhour("bench", ...argv);
      expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
      return err;
    };
    const none = join(directory, "none.json");
    expect(await errors(directory, "--baseline", none)).toContain("there is none; --store");
    expect(await errors(tiny, "--baseline", tiny)).toContain("wanted a baseline (schema 1)");
    expect(await errors(tiny, tiny, "--baseline", none, "--store")).toContain("two scenarios are");
    expect(await errors(scratch(), "--baseline", none)).toContain("wanted scenarios (*.yaml)");
    const baseline = join(directory, "baseline.json");
    await busyhour("bench", tiny, "--baseline", baseline, "--store");
    expect(await errors(directory, "--baseline", baseline)).toContain("it has no small");
  });
});
