import type { ChartConfiguration } from "chart.js";
import { bindingResource, byHeadroom, simulatedUses, type Use } from "../findings.ts";
import { headroomText, significant, useText } from "../format.ts";
import type { CapacityRow, Findings } from "../types.ts";
import { barChart, bars, dots, intervals, type ValueAxis } from "./bars.ts";
import { PALETTE } from "./theme.ts";

/** Closed-form use of every limited resource against its ceiling, the simulated value as a dot. */
export function utilisationChart(findings: Findings): ChartConfiguration | undefined {
  const binding = bindingResource(findings.capacity);
  const use = ({ utilisation }: CapacityRow) => 100 * utilisation;
  const uses = simulatedUses(findings);
  const simulated = (scope: string) => {
    const use = uses(scope);
    return use === undefined ? null : 100 * use.value;
  };
  const axis = (rows: readonly CapacityRow[]) =>
    axisFor([...rows.map(use), ...rows.map(({ scope }) => simulated(scope) ?? 0)]);
  // A resource that is not there is used without end: its bar ends with the axis.
  const drawn = (rows: readonly CapacityRow[], isBinding: boolean) => {
    const { max } = axis(rows);
    return rows.map((row) => ((row === binding) === isBinding ? Math.min(use(row), max) : null));
  };
  return barChart(findings, {
    title: "Use of each resource against its ceiling",
    rows: byHeadroom(findings.capacity).filter(({ headroom }) => headroom < Infinity),
    rank: "tightest",
    label: ({ name }) => name,
    datasets: (rows) => [
      dots(
        "simulated, all sites",
        rows.map(({ scope }) => simulated(scope)),
      ),
      intervals(rows.map(({ scope }) => intervalOf(uses(scope)))),
      bars("closed form, site loaded most", PALETTE.sky, drawn(rows, false)),
      bars("closed form, binding resource", PALETTE.orange, drawn(rows, true)),
    ],
    axis,
    headings: ["used", "headroom", "full, CAPS"],
    figures: ({ ceilingCaps, headroom, utilisation }) => [
      useText(utilisation),
      headroomText(headroom),
      significant(ceilingCaps, 3),
    ],
  });
}

/** In per cent; none where nothing is known of the error. */
function intervalOf(use: Use | undefined): readonly [number, number] | null {
  if (use === undefined || use.halfWidth95 === 0) return null;
  return [100 * (use.value - use.halfWidth95), 100 * (use.value + use.halfWidth95)];
}

/** Past the ceiling in steps of 20 %, so that the ceiling never is the edge of the chart. */
function axisFor(percentages: readonly number[]): ValueAxis & { readonly max: number } {
  const greatest = Math.max(100, ...percentages.filter(Number.isFinite));
  return {
    title: "% of capacity, ceiling at 100 %",
    ceiling: 100,
    max: 20 * Math.ceil(greatest / 20 + 0.1),
  };
}
