import type { ChartConfiguration } from "chart.js";
import { bindingResource, byHeadroom, find } from "../findings.ts";
import { headroomText, percent, significant } from "../format.ts";
import type { CapacityRow, Findings } from "../types.ts";
import {
  barFigures,
  barLabel,
  dots,
  frame,
  PALETTE,
  roomForFigures,
  rowAxis,
  valueAxis,
} from "./theme.ts";

/** More rows would not be legible; the rest is in summary.md. */
const ROWS_MAX = 14;

/** Closed-form use of every limited resource against its ceiling, the simulated value as a dot. */
export function utilisationChart(findings: Findings): ChartConfiguration | undefined {
  const limited = byHeadroom(findings.capacity).filter(({ headroom }) => headroom < Infinity);
  if (limited.length === 0) return undefined;
  const rows = limited.slice(0, ROWS_MAX);
  const binding = bindingResource(findings.capacity);
  const shown = limited.length > ROWS_MAX ? ` (${ROWS_MAX} tightest of ${limited.length})` : "";
  const isBinding = (row: CapacityRow) => row === binding;
  const greatest = Math.max(1, ...rows.map(({ utilisation }) => utilisation));
  return {
    type: "bar",
    data: {
      labels: rows.map(({ name }) => barLabel(name)),
      datasets: [
        dots(
          "simulated",
          rows.map((row) => simulatedUse(findings, row)),
        ),
        bars("closed form", PALETTE.sky, rows, (row) => !isBinding(row)),
        bars("closed form, binding resource", PALETTE.orange, rows, isBinding),
      ],
    },
    options: {
      ...frame(`Use of each resource against its ceiling${shown}`, findings, {
        shown: "means",
        right: roomForFigures(HEADINGS.length),
      }),
      indexAxis: "y",
      scales: {
        x: valueAxis("% of capacity, ceiling at 100 %", {
          stacked: false,
          ceiling: 100,
          max: 20 * Math.ceil(5 * greatest + 0.1),
        }),
        y: rowAxis(),
      },
    },
    plugins: [barFigures(HEADINGS, rows.map(figuresOf))],
  };
}

function bars(
  label: string,
  colour: string,
  rows: readonly CapacityRow[],
  isShown: (row: CapacityRow) => boolean,
) {
  return {
    label,
    data: rows.map((row) => (isShown(row) ? 100 * row.utilisation : null)),
    backgroundColor: colour,
    pointStyle: "rect" as const,
  };
}

const SIMULATED_USE = ["component.utilisation", "pool.occupancy", "agents.occupancy"];

/** The simulated use of a resource of the closed form, matched by scope, in per cent. */
function simulatedUse(findings: Findings, { scope }: CapacityRow): number | null {
  const [use] = SIMULATED_USE.flatMap((id) => find(findings, id, scope)?.estimate ?? []);
  return use === undefined ? null : 100 * use;
}

const HEADINGS = ["used", "headroom", "full, CAPS"];

function figuresOf({ ceilingCaps, headroom, utilisation }: CapacityRow): string[] {
  return [percent(utilisation), headroomText(headroom), significant(ceilingCaps, 3)];
}
