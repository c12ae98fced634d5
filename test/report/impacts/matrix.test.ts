import { expect, test } from "vitest";
import { CELLS } from "../../../src/report/impacts/cells.ts";
import { FUNCTIONS, IMPACTS, MODES, published } from "../../../src/report/impacts/published.ts";
import { Readings } from "../../../src/report/impacts/readings.ts";
import type { Findings } from "../../../src/report/types.ts";
import { metrics } from "../../../src/stats/metrics/index.ts";

test("the guide's tables have 48 rows of eight words; their contradictions are marked", () => {
  const rows = MODES.flatMap((mode) => FUNCTIONS.map((name) => published[mode][name]));
  expect(rows.length).toBe(48);
  for (const { says } of rows) expect(Object.values(says).filter(Boolean).length).toBe(8);
  expect(published.networkVoiceOnly.callback.conflicts.customer).toMatch(/web callbacks/);
  expect(published.networkWithDesktops.wfm.conflicts.sessions).toBeDefined();
  expect(published.networkWithDesktops.playback.conflicts.service).toBeDefined();
  expect(Object.keys(published.zone.wfm.conflicts)).toEqual([]);
});

test("every cell of the matrix names a metric that there is", () => {
  const known = new Set(metrics.map(({ id }) => id));
  const scenario = { accessNetworks: [], faults: [], sessions: { desktopFailover: "manual" } };
  const findings = { scenario, estimates: [] } as unknown as Findings;
  for (const mode of MODES)
    for (const name of FUNCTIONS)
      for (const impact of IMPACTS) {
        const { metric } = CELLS[impact](new Readings(findings, mode), name);
        expect(known, `${mode} ${name} ${impact}: ${metric}`).toContain(metric.split("[")[0]);
      }
});
