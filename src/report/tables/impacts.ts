import { countsOf, type ImpactCell, impactMatrix } from "../impacts/matrix.ts";
import {
  FUNCTIONS,
  type FunctionName,
  IMPACTS,
  type Impact,
  type Mode,
} from "../impacts/published.ts";
import type { Findings } from "../types.ts";
import { left, type Table } from "./table.ts";

export const TITLES: Readonly<Record<Mode, string>> = {
  zone: "Loss of an availability zone",
  region: "Loss of a region",
  networkWithDesktops: "Loss of an access network, desktops through it as well",
  networkVoiceOnly: "Loss of an access network, desktops by the Internet",
};
export const NAMES: Readonly<Record<FunctionName, string>> = {
  agentLogin: "agent log-in",
  callback: "callback",
  historicalFeed: "historical data feed",
  designer: "designer",
  callRouting: "call routing",
  provisioning: "provisioning",
  reporting: "reporting tools",
  playback: "playback of recordings",
  wfm: "workforce management",
  voicemail: "voicemail",
  digital: "chat and e-mail",
  outbound: "outbound",
};
export const IMPACT_NAMES: Readonly<Record<Impact, string>> = {
  service: "service",
  sessions: "sessions",
  phone: "phone",
  activeCalls: "active calls",
  newWork: "new work",
  data: "data",
  recovery: "recovery",
  customer: "customer",
};

const MARKS: Readonly<Record<ImpactCell["verdict"], string>> = {
  agrees: "=",
  differs: "≠",
  "the source contradicts itself": "?",
};

/** The matrix as measured, and each cell with its figure beside what the guide says. */
export function impactTables(findings: Findings): readonly Table[] {
  const cells = impactMatrix(findings);
  const modes = [...new Set(cells.map(({ mode }) => mode))];
  return modes.flatMap((mode) => {
    const own = cells.filter((cell) => cell.mode === mode);
    return [overview(TITLES[mode], own), figures(TITLES[mode], own)];
  });
}

function overview(title: string, cells: readonly ImpactCell[]): Table {
  return {
    title: `${title}, as measured: of ${cells.length} cells ${countsOf(cells)}`,
    columns: [left("function"), ...IMPACTS.map((impact) => left(IMPACT_NAMES[impact]))],
    rows: FUNCTIONS.map((name) => [
      NAMES[name],
      ...cells
        .filter((cell) => cell.function === name)
        .map(({ says, verdict }) => `${MARKS[verdict]} ${says}`),
    ]),
  };
}

function figures(title: string, cells: readonly ImpactCell[]): Table {
  return {
    title: `${title}: the figures behind it, beside what the cloud guide says`,
    columns: [
      left("function"),
      left("impact"),
      left("guide"),
      left("measured"),
      left("figure"),
      left("metric"),
      left("which"),
      left("why"),
    ],
    rows: cells.map((cell) => [
      NAMES[cell.function],
      IMPACT_NAMES[cell.impact],
      cell.published,
      cell.says,
      cell.shown,
      cell.metric,
      cell.verdict,
      cell.reason,
    ]),
  };
}
