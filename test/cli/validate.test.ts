import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openStudy } from "../../src/study.ts";
import { shippedCases } from "../../src/validate.ts";
import { busyhour, scenarioFile, scratch, TINY } from "./support.ts";

/** Twelve agents whose figures are known: offered exactly, occupancy nearly. */
const withFigures = (...figures: readonly string[]) =>
  scenarioFile(`${TINY}exact:\n${figures.map((figure) => `  - { ${figure} }`).join("\n")}\n`);
const RIGHT = withFigures("metric: caps.offered, value: 0.05", "metric: calls.lost, atMost: 0");
const WRONG = withFigures("metric: caps.offered, value: 0.5, sd: 0.001");

describe("busyhour validate", () => {
  test("prints every figure, every case and the verdict", async () => {
    const { exitCode, out, err } = await busyhour("validate", RIGHT);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^tiny +caps\.offered +0\.05000 \/s +0\.0\d+ ± 0\.0\d+ \/s +-?\d\.\d+ +\d\.\d{3} +yes$/m,
    );
    expect(out).toMatch(/^ +calls\.lost +≤ 0 calls +0 calls +– +1\.000$/m);
    expect(out).toContain("Consistent with theory and published results: 1 case.");
  });

  test("tells with exit code 1 that a case is not consistent", async () => {
    const { exitCode, out } = await busyhour("validate", RIGHT, WRONG);
    expect(exitCode).toBe(1);
    expect(out).toContain("INCONSISTENT: 1 of 2 cases: tiny.");
  });

  test("finds its demonstration out, which is what it should: exit code 0", async () => {
    const { exitCode, out } = await busyhour("validate", "SIMMER-MM23", "--demonstrate", "--quick");
    expect(exitCode).toBe(0);
    expect(out).toContain("talk and IVR times 3 % too long; the fault was found out");
    const harmless = await busyhour("validate", RIGHT, "--demonstrate");
    expect(harmless.exitCode).toBe(1);
    expect(harmless.out).toContain("the fault was NOT found out");
  });

  test("a figure of any minutes in a row of more than a day", async () => {
    const days = TINY.replace("measure: 20min", "measure: 30h").replace("3/min", "1/h");
    const results = "{ human: 1, machine: 0, noAnswer: 0, busy: 0, invalid: 0, fax: 0 }";
    const file = scenarioFile(`${days}campaigns:
  calls: { queue: support, records: unlimited, results: ${results} }
exact:
  - { metric: outbound.unconnected.worst24h, atMost: 1 }
`);
    const { exitCode, err } = await busyhour("validate", file);
    expect([exitCode, err]).toEqual([0, ""]);
  });

  test("the same seed gives the same bytes, another one others", async () => {
    const json = async (...flags: readonly string[]) =>
      (await busyhour("validate", RIGHT, "--json", ...flags)).out;
    const [first, again, other] = [await json(), await json(), await json("--seed", "b")];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(JSON.parse(first)).toMatchObject({ schema: 1, bias: 1, isConsistent: true });
  });

  test("writes table, figures and picture", async () => {
    const directory = join(scratch(), "validation");
    await busyhour("validate", RIGHT, WRONG, "--out", directory);
    expect(readdirSync(directory).sort()).toEqual([
      "validation.json",
      "validation.md",
      "validation.png",
    ]);
    expect(readFileSync(join(directory, "validation.md"), "utf8")).toMatch(
      /^\| tiny \| Twelve agents \| [\d,]+ \| 0\.000 \| NO \|$/m,
    );
  });

  test("knows the cases that ship, and says so of another", async () => {
    const { exitCode, err } = await busyhour("validate", "SIMER-MM23");
    expect(exitCode).toBe(2);
    expect(err).toContain("no case SIMER-MM23; did you mean SIMMER-MM23?");
  });
});

describe("the cases that ship", () => {
  const cases = [...shippedCases()];

  test.each(cases)("%s is named after its file, has figures and says where from", (name, file) => {
    expect(existsSync(file)).toBe(true);
    const { scenario } = openStudy(file);
    expect(scenario.name).toBe(name);
    expect(scenario.exact.length).toBeGreaterThan(0);
    expect(scenario.title).toMatch(/\b(published )?cases? [A-Z]/);
    expect(scenario.run.seed).toBe("busyhour");
  });
});
