import { existsSync, statSync } from "node:fs";
import { UserError } from "../errors.ts";
import { disasterHtml } from "../report/html/disaster/page.ts";
import { reportHtml } from "../report/html/page.ts";
import { summaryMarkdown } from "../report/markdown.ts";
import { summaryJson } from "../report/summary.ts";
import { timeSeriesCsv } from "../report/timeSeries.ts";
import type { Findings } from "../report/types.ts";
import { type Files, writeFiles } from "../report/write.ts";

/** Before a long run: its report could not be written there. @throws UserError */
export function refuseFile(directory: string | undefined): void {
  if (directory === "") throw new UserError("--out: wanted the name of a directory, got none");
  if (directory !== undefined && existsSync(directory) && !statSync(directory).isDirectory())
    throw new UserError(`--out ${directory}: wanted a directory, got a file`);
}

export interface ReportParts {
  readonly withCharts: boolean;
  /** trace.csv; empty: none was asked for. */
  readonly trace: string;
}

/** All files of a report, or none. @throws UserError when the directory cannot be written */
export async function writeReport(
  directory: string,
  findings: Findings,
  { withCharts, trace }: ReportParts,
): Promise<void> {
  const files = new Map<string, string | Uint8Array>([
    ["summary.json", summaryJson(findings)],
    ["summary.md", summaryMarkdown(findings)],
    ["timeseries.csv", timeSeriesCsv(findings)],
    ["report.html", reportHtml(findings)],
  ]);
  const disaster = disasterHtml(findings);
  if (disaster !== undefined) files.set("disaster.html", disaster);
  if (trace !== "") files.set("trace.csv", trace);
  if (withCharts) for (const [name, picture] of await pictures(findings)) files.set(name, picture);
  writeInto(directory, files);
}

/** All of these files, or none. @throws UserError when the directory cannot be written */
export function writeInto(directory: string, files: Files): void {
  try {
    writeFiles(directory, files);
  } catch (error) {
    throw new UserError(`--out ${directory}: ${(error as Error).message}`);
  }
}

/** Drawing needs packages that take a while to load: only for those who want pictures. */
async function pictures(findings: Findings): Promise<ReadonlyMap<string, Uint8Array>> {
  const { renderCharts } = await import("../report/charts.ts");
  return renderCharts(findings);
}
