import { expect, test, vi } from "vitest";
import { busyhour, scenarioFile, TINY } from "./support.ts";

vi.mock("../../src/model/simulate.ts", () => ({
  simulateWorld: () => {
    throw new Error("level below zero");
  },
}));

test("our own bug: exit code 70, with all that repeats it", async () => {
  const path = scenarioFile(TINY);
  const { exitCode, out, err } = await busyhour(
    "run",
    path,
    "--seed",
    "it's",
    "--set",
    "run.measure=5min",
  );
  expect({ exitCode, out }).toEqual({ exitCode: 70, out: "" });
  expect(err).toContain("a bug in busyhour, not in your scenario");
  expect(err).toContain("level below zero");
  expect(err).toMatch(/at 0 us, seed it's, scenario [0-9a-f]{64}/);
  expect(err).toContain(`replay: busyhour run ${path} --set run.measure=5min`);
  expect(err).toContain("--replications 1");
});
