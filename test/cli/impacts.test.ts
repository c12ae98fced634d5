import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { busyhour, scratch } from "./support.ts";

const ALONE = "scenarios/dr/region-single_region.yaml";
const TWO = "scenarios/dr/region-two_region.yaml";

test("the same failure in two scenarios stands side by side", async () => {
  const directory = join(scratch(), "variants");
  const { exitCode, out } = await busyhour("impacts", ALONE, TWO, "--out", directory);
  expect([exitCode, out]).toEqual([0, ""]);
  const text = readFileSync(join(directory, "impacts.md"), "utf8");
  expect(text).toContain("\n\nWhat fails: regionDown east for 20 min, 10 min into the measured");
  expect(text).toContain("| what | region-single_region | region-two_region |");
  expect(text).toMatch(/\| call routing \| new work \| taken \| refused \(0 calls\) \| taken \(/);
  expect(text).toMatch(/region-two_region: 82 agree, 4 differ, in 10 the guide contradicts itself/);
  // Cells that say the same in both are counted, not shown.
  expect(text).not.toContain("| designer | service |");
  expect(text).toContain("busyhour run scenarios/dr/region-two_region.yaml --seed bases");
});

test("failures that are not the same are refused, and so are scenarios without", async () => {
  const directory = join(scratch(), "variants");
  const other = await busyhour("impacts", TWO, "scenarios/dr/zone.yaml", "--out", directory);
  expect(other.exitCode).toBe(2);
  expect(other.err).toContain("scenarios/dr/zone.yaml: wanted the faults of");
  expect(other.err).toContain(
    "it has availabilityZoneDown east/1 for 20 min, 10 min into the measured time",
  );
  const none = await busyhour("impacts", "scenarios/bases/two_region.yaml");
  expect([none.exitCode, none.err]).toEqual([
    2,
    "busyhour: scenarios/bases/two_region.yaml: wanted faults, it has none\n",
  ]);
  expect(existsSync(directory)).toBe(false);
});
