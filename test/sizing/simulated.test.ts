import { expect, test } from "vitest";
import { runStudy } from "../../src/run.ts";
import { sizingTable } from "../../src/sizing/table.ts";
import { openStudy } from "../../src/study.ts";

/** Signalling without delay, so that the closed form is exact; short, but of all 2,000 agents. */
const SHORT = ["run.fidelity=call", "run.measure=20min", "run.replications=5", "run.seed=sizing"];

/** A quantile of what is in use, beside a rule of thumb for it. */
const RULES_OF_THUMB = ["trunks.peak", "mcp.treatment.peak"];
/** The table leaves out log-ins and agents of the other site. */
const LINKS = ["link.dc1>dc2", "link.dc2>dc1"];

/** A quarter hang up in queue treatment. */
const IMPATIENT = ["demand.customers.patience=exponential(mean 420s)"];

test.each([
  ["reference-2000.yaml", [], 18],
  ["reference-2000-worst-case.yaml", [], 19],
  ["reference-2000-worst-case.yaml", IMPATIENT, 19],
])("%s %s: what is simulated agrees with the closed form", async (file, settings, count) => {
  const path = `scenarios/${file}`;
  const overrides = [...SHORT, ...settings];
  const table = sizingTable(openStudy(path, overrides), (await runStudy(path, { overrides }))!);
  const rows = table.sections.flatMap((section) => section.rows.filter((row) => row.simulated));
  const compared = rows.filter(({ id }) => ![...RULES_OF_THUMB, ...LINKS].includes(id));
  expect(compared).toHaveLength(count);
  for (const { id, value, simulated } of compared) {
    const error = Math.abs(simulated!.estimate! - value!);
    expect(error, `${id}: ${value} and ${simulated!.estimate}`).toBeLessThanOrEqual(
      2 * simulated!.halfWidth95! + 1e-9 * Math.max(1, value!),
    );
  }
});
