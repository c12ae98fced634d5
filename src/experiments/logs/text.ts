import type { NamedCount } from "../../callLog/facts.ts";
import { textTable } from "../../report/textTable.ts";
import type { ImportReport, KindFound } from "./report.ts";

const SHOWN = 12;

/** What an import says on the console. */
export function renderImport(report: ImportReport): string {
  const { days, lines, calls, leftOut } = report;
  const span = `${days[0]!.date} to ${days.at(-1)!.date}`;
  const head = [
    `${report.log}: ${calls} calls from ${lines} lines (${leftOut} left out), ${span}`,
    `columns: ${report.columns.join(", ")}; clock to the ${report.clock}`,
    `outcomes: ${countsText(report.outcomes)}`,
    ...(report.types[0]!.name === "not told" ? [] : [`types: ${countsText(report.types)}`]),
    ...(report.priorities.length === 1 ? [] : [`priorities: ${countsText(report.priorities)}`]),
    `${report.agents} agents, ${report.customers} customers with a name or number`,
  ];
  return `${[head.join("\n"), daysText(report), findingsTable(report.findings)].join("\n\n")}\n`;
}

function countsText(counts: readonly NamedCount[]): string {
  const shown = counts.slice(0, SHOWN).map(({ name, calls }) => `${name} ${calls}`);
  const more = counts.length - shown.length;
  return shown.join(", ") + (more > 0 ? `, and ${more} more` : "");
}

function daysText({ days, daysWithoutCalls, hoursMissing }: ImportReport): string {
  const shown = days.slice(0, 4 * SHOWN);
  const texts = shown.map(({ date, weekday, calls }) => [`${weekday} ${date}`, String(calls)]);
  const table = textTable({
    columns: [
      { title: "day", align: "left" },
      { title: "calls", align: "right" },
    ],
    rows: texts,
  });
  const lines = [table];
  if (days.length > shown.length) lines.push(`and ${days.length - shown.length} more days`);
  if (daysWithoutCalls.length > 0)
    lines.push(`days between without a call: ${listText(daysWithoutCalls)}`);
  if (hoursMissing.length > 0)
    lines.push(
      `hours without a call among others: ${listText(hoursMissing)} ` +
        "(beginning of daylight-saving time?)",
    );
  return lines.join("\n");
}

function listText(all: readonly string[]): string {
  const more = all.length - SHOWN;
  return all.slice(0, SHOWN).join(", ") + (more > 0 ? `, and ${more} more` : "");
}

export function findingsTable(findings: readonly KindFound[]): string {
  if (findings.length === 0) return "nothing to report about its lines";
  return textTable({
    columns: [
      { title: "lines", align: "right" },
      { title: "what", align: "left" },
      { title: "call", align: "left" },
      { title: "first lines", align: "left" },
    ],
    rows: findings.map(({ count, says, keeping, lines, given }) => {
      const example = given === "" ? says : `${says} (${JSON.stringify(given)})`;
      const first = lines.slice(0, 3).join(", ") + (count > 3 ? ", …" : "");
      return [String(count), example, keeping, first];
    }),
  });
}
