import { callsText, quoted } from "../../callLog/callsText.ts";
import type { Findings } from "../../callLog/findings.ts";
import { FINDING_KINDS } from "../../callLog/kinds.ts";
import type { ReadLog } from "../../callLog/parser.ts";
import type { Content, Files } from "../../report/write.ts";
import type { ImportReport } from "./report.ts";

const ROWS = 4096;

export const importJson = (report: ImportReport): string =>
  `${JSON.stringify({ schema: 1, ...report }, null, 2)}\n`;

/** The files of an import; those of a row for each call or finding are made as they are written. */
export const importFiles = (read: ReadLog, report: ImportReport): Files =>
  new Map<string, Content>([
    ["calls.csv", { pieces: () => callsText(read.calls) }],
    ["findings.csv", { pieces: () => findingsCsv(read.findings) }],
    ["import.json", importJson(report)],
  ]);

/** Every finding, in the order found. */
export function* findingsCsv(findings: Findings): Generator<string> {
  yield "line,kind,call,what,given\n";
  const kinds = FINDING_KINDS.map(({ id, keeping, says }) => `${id},${keeping},${quoted(says)}`);
  for (let from = 0; from < findings.count; from += ROWS) {
    let text = "";
    for (let i = from; i < Math.min(findings.count, from + ROWS); i++)
      text += `${findings.line[i]},${kinds[findings.kind[i]!]},${quoted(findings.given(i))}\n`;
    yield text;
  }
}
