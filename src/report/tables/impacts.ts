import { countsOf, type ImpactCell, impactMatrix } from "../impacts/matrix.ts";
import {
  FUNCTIONS,
  type FunctionName,
  IMPACTS,
  type Impact,
  type Mode,
} from "../impacts/published.ts";
import type { Findings } from "../types.ts";
import { left, narrow, type Table } from "./table.ts";

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

/** The matrix as measured, what makes it differ from the guide's, and the figure of each cell. */
export function impactTables(findings: Findings): readonly Table[] {
  const cells = impactMatrix(findings);
  const modes = [...new Set(cells.map(({ mode }) => mode))];
  return modes.flatMap((mode) => {
    const own = cells.filter((cell) => cell.mode === mode);
    return [
      overview(TITLES[mode], own),
      differences(TITLES[mode], own),
      figures(TITLES[mode], own),
    ];
  });
}

function overview(title: string, cells: readonly ImpactCell[]): Table {
  return {
    title: `${title}, as measured: of ${cells.length} cells ${countsOf(cells)}`,
    columns: [left("function"), ...IMPACTS.map((impact) => narrow(IMPACT_NAMES[impact]))],
    rows: FUNCTIONS.map((name) => [
      NAMES[name],
      ...cells.filter((cell) => cell.function === name).map(marked),
    ]),
  };
}

const marked = ({ says, verdict }: ImpactCell): string => `${MARKS[verdict]}\u00a0${says}`;

function differences(title: string, cells: readonly ImpactCell[]): Table {
  return {
    title: `${title}: where the cloud guide says otherwise or contradicts itself`,
    columns: [left("function"), ...["impact", "guide", "measured"].map(narrow), left("why")],
    rows: cells
      .filter(({ verdict }) => verdict !== "agrees")
      .map((cell) => [
        NAMES[cell.function],
        IMPACT_NAMES[cell.impact],
        cell.published,
        marked(cell),
        cell.reason,
      ]),
  };
}

function figures(title: string, cells: readonly ImpactCell[]): Table {
  return {
    title: `${title}: the figure behind each cell, and its metric`,
    columns: [
      left("function"),
      ...["impact", "guide", "measured", "figure"].map(narrow),
      left("metric"),
    ],
    rows: cells.map((cell) => [
      NAMES[cell.function],
      IMPACT_NAMES[cell.impact],
      cell.published,
      marked(cell),
      cell.shown,
      cell.metric,
    ]),
  };
}
