import type { Transient, Transients } from "../../stats/recovery/transients.ts";
import { PALETTE } from "../charts/theme.ts";
import { find, scopeLabel } from "../findings.ts";
import type { Findings } from "../types.ts";

/** One chart of what a failure did, over the seconds around its onset. */
export interface Panel {
  /** Of its file; `failure-` stands before it. */
  readonly name: string;
  readonly title: string;
  /** What the values are, with their unit. */
  readonly axis: string;
  readonly lines: readonly PanelLine[];
  /** Whether lines may have the same course for long, and hide each other. */
  readonly mayCoincide?: boolean;
  /** Names of what was recorded and never happened. */
  readonly none: readonly string[];
}

export interface PanelLine {
  readonly label: string;
  readonly colour: string;
  readonly transient: Transient;
}

type Heads = Pick<Panel, "name" | "title" | "axis" | "mayCoincide">;
type Choice = readonly [id: string, label: string, colour: string];

const PANELS: readonly (Heads & { readonly choices: readonly Choice[] })[] = [
  {
    name: "calls",
    title: "Calls offered, answered and abandoned",
    axis: "calls per second",
    choices: [
      ["offered", "offered", PALETTE.blue],
      ["answered", "answered", PALETTE.green],
      ["abandoned", "abandoned", PALETTE.orange],
    ],
  },
  {
    name: "lost",
    title: "Calls failed, blocked and cut off so far",
    axis: "calls since the first failure",
    choices: [
      ["failed.total", "failed in signalling", PALETTE.purple],
      ["blocked.total", "blocked", PALETTE.sky],
      ["lost.total", "cut off", PALETTE.vermilion],
    ],
  },
  {
    name: "registrations",
    title: "Registrations",
    axis: "per second",
    mayCoincide: true,
    choices: [
      ["registers", "REGISTER requests", PALETTE.vermilion],
      ["digests", "answers to a challenge", PALETTE.orange],
      ["registrations", "registrations that succeed", PALETTE.blue],
    ],
  },
  {
    name: "agents",
    title: "Agents logged in and phones registered",
    axis: "agents, phones",
    mayCoincide: true,
    choices: [
      ["agents.loggedIn", "agents logged in", PALETTE.blue],
      ["registrations.active", "phones registered", PALETTE.orange],
    ],
  },
  {
    name: "queue",
    title: "Calls in queue and in system",
    axis: "calls",
    choices: [
      ["calls.inSystem", "in system", PALETTE.blue],
      ["calls.inQueue", "in queue", PALETTE.vermilion],
    ],
  },
];
const UTILISATION: Heads = {
  name: "utilisation",
  title: "Busiest components by site",
  axis: "share of the time of all servers",
};

const COLOURS = [PALETTE.blue, PALETTE.orange, PALETTE.green, PALETTE.purple, PALETTE.sky];

/** The six charts of a failure, of the whole cluster, as far as the run records what they show. */
export function panelsOf(findings: Findings): readonly Panel[] {
  const { transients } = findings;
  if (transients === undefined) return [];
  const panels = PANELS.map(({ choices, ...heads }) => panelOf(heads, choices, transients));
  const busy = { ...UTILISATION, lines: busiest(findings, transients), none: [] };
  return [...panels, busy].filter(({ lines, none }) => lines.length + none.length > 0);
}

/** Lines of what happened at all, in some replication. */
function panelOf(heads: Heads, choices: readonly Choice[], { series }: Transients): Panel {
  const known = choices.flatMap(([id, label, colour]): PanelLine[] => {
    const transient = series.find((each) => each.id === id && each.scope === "cluster");
    return transient === undefined ? [] : [{ label, colour, transient }];
  });
  const isNone = ({ transient }: PanelLine) => transient.points.every(({ high }) => high === 0);
  return {
    ...heads,
    lines: known.filter((line) => !isNone(line)),
    none: known.filter(isNone).map(({ label }) => label),
  };
}

/** What is busiest from the failure on: those components that the sites must be able to carry. */
function busiest(findings: Findings, transients: Transients): PanelLine[] {
  const peak = ({ scope }: Transient) =>
    find(findings, "recovery.utilisation.max", scope)?.estimate ?? 0;
  return transients.series
    .filter(({ id }) => id === "utilisation")
    .toSorted((a, b) => peak(b) - peak(a))
    .slice(0, COLOURS.length)
    .map((transient, i) => ({
      label: scopeLabel(transient.scope),
      colour: COLOURS[i]!,
      transient,
    }));
}
