import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderConsole } from "../../src/report/console.ts";
import { reportHtml } from "../../src/report/html/page.ts";
import { summaryMarkdown } from "../../src/report/markdown.ts";
import { summaryJson } from "../../src/report/summary.ts";
import { runStudy } from "../../src/run.ts";
import type { Failure } from "./suffer.ts";

const SHORT = ["run.replications=2", "run.measure=6min"];

const NO_NUMBER = /^.*\b(NaN|undefined)\b.*$/m;

/**
 * A study of a scenario as a planner would make it, from the file to all reports, none of which
 * may fail or hold a figure that is no number.
 */
export async function reported(text: string): Promise<Failure | undefined> {
  const directory = mkdtempSync(join(tmpdir(), "torture-"));
  try {
    const path = join(directory, "scenario.yaml");
    writeFileSync(path, text);
    const findings = (await runStudy(path, { overrides: SHORT, workers: 0 }))!;
    reportHtml(findings);
    const reports = [
      summaryJson(findings),
      summaryMarkdown(findings),
      renderConsole(findings, { colour: false }),
    ];
    const broken = reports.flatMap((report) => report.match(NO_NUMBER)?.[0] ?? []);
    return broken.length === 0 ? undefined : { law: "reports hold numbers", broken, atSecond: 0 };
  } catch (error) {
    const broken = String((error as Error).stack)
      .split("\n")
      .slice(0, 8);
    return { law: "reports can be written", broken, atSecond: 0 };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
