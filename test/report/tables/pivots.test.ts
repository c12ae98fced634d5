import { expect, test } from "vitest";
import { definitions } from "../../../src/report/definitions.ts";
import { pivots } from "../../../src/report/tables/pivots.ts";
import type { Pivot } from "../../../src/report/tables/table.ts";
import { runStudy } from "../../../src/run.ts";
import { metrics } from "../../../src/stats/metrics/index.ts";
import { openStudy } from "../../../src/study.ts";

const BANK = "scenarios/bank-weekday.yaml";
const CONNECTED = "scenarios/reference-2000-tls.yaml";
const FLOWS = ["voicemail", "recording", "consultation"].map((name) => `scenarios/${name}.yaml`);
const NIGHT = "demand.night={ queue: advice, rate: 30/h }";

test("every column is measured in some scope of its table", () => {
  const limited = [BANK, CONNECTED, ...FLOWS].map((path) =>
    openStudy(path, ["network.carrier.calls=5000"]),
  );
  const layouts = limited.map(({ plan }) => plan.layout);
  const isMeasured = (id: string, { scopes }: Pivot) => {
    const { estimator } = metrics.find((each) => each.id === id)!;
    return layouts.some((layout) =>
      layout.entries.some(
        ({ scope }) =>
          scopes.some((each) => scope.startsWith(each)) && estimator(layout, scope) !== undefined,
      ),
    );
  };
  const empty = pivots.flatMap((pivot) =>
    pivot.metrics.filter(({ id }) => !isMeasured(id, pivot)).map(({ id }) => id),
  );
  expect(empty).toEqual([]);
});

test("whose calls the table of intervals leaves out is said", async () => {
  const overrides = ["run.measure=10min", "run.replications=2", NIGHT];
  const findings = (await runStudy(BANK, { overrides }))!;
  expect(definitions(findings).join()).toContain("without the calls of constant rate (night)");
});
