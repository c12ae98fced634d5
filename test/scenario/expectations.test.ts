import { describe, expect, test } from "vitest";
import { openStudy } from "../../src/study.ts";
import { problemsOf } from "./example.ts";

/** What is marked, and the hint, for a scenario changed so. */
function marked(...overrides: readonly string[]): readonly string[] {
  const problems = problemsOf(() => openStudy("scenarios/published/CC-MMC.yaml", overrides));
  return problems.map(({ source, column, length, hint }) =>
    `${source.slice(column - 1, column - 1 + length)} ${hint}`.trim(),
  );
}

describe("a metric", () => {
  test("of another name is refused together with all other mistakes", () => {
    expect(
      marked(
        'expect=["service.levle[queue:calls] >= 0.8"]',
        "observed=[{ metric: wait.maen, value: 3 }]",
        "run.measure=8",
      ),
    ).toEqual([
      'service.levle did you mean "service.level"?',
      'wait.maen did you mean "wait.mean"?',
      "8",
    ]);
  });

  test("is compared in its own unit only", () => {
    expect(marked('expect=["service.level >= 30s", "wait.mean <= 80%"]')).toEqual(["30s", "80%"]);
    const fitting = ["service.level >= 80%", "wait.mean <= 30s", "wait.mean <= 1e-2"];
    const { scenario } = openStudy("scenarios/published/CC-MMC.yaml", [
      `expect=${JSON.stringify(fitting)}`,
    ]);
    expect(scenario.expect.map(({ limit }) => limit)).toEqual([0.8, 30, 0.01]);
  });
});

test("a scope that the scenario does not have is refused", () => {
  const observed = "observed=[{ metric: calls.offered, scope: site:dc, value: 3 }]";
  expect(marked('expect=["wait.mean[queue:cals] <= 3"]', observed)).toEqual([
    'queue:cals did you mean "queue:calls"?',
    'site:dc did you mean "site:dc1"?',
  ]);
});

test("a metric is expected only where it is measured: it could never be decided elsewhere", () => {
  expect(marked('expect=["service.level[site:dc1] >= 80%", "pool.inUse <= 5"]')).toEqual([
    "site:dc1",
    "pool.inUse",
  ]);
  expect(marked('expect=["caps.offered.max1s <= 20"]')).toEqual(["caps.offered.max1s"]);
});
