import type { ChartConfiguration } from "chart.js";
import { agentsChart } from "./charts/agents.ts";
import { bandwidthChart } from "./charts/bandwidth.ts";
import { capsChart } from "./charts/caps.ts";
import { createPainter, type Painter } from "./charts/painter.ts";
import { poolChart, poolSeries } from "./charts/pool.ts";
import { utilisationChart } from "./charts/utilisation.ts";
import { scopeLabel } from "./findings.ts";
import type { Findings } from "./types.ts";

export const CHART_WIDTH = 1100;
export const CHART_HEIGHT = 560;

/** For several studies in one process: make one and hand it to every `renderCharts`. */
export const chartPainter = (): Painter => createPainter(CHART_WIDTH, CHART_HEIGHT);

/** The pictures of a report by file name, PNG; a chart without anything to show is left out. */
export async function renderCharts(
  findings: Findings,
  painter: Painter = chartPainter(),
): Promise<Map<string, Uint8Array>> {
  const pictures = new Map<string, Uint8Array>();
  for (const [name, chart] of chartsOf(findings))
    if (chart !== undefined) pictures.set(name, await painter.paint(chart));
  return pictures;
}

function chartsOf(findings: Findings): readonly [string, ChartConfiguration | undefined][] {
  return [
    ["caps.png", capsChart(findings)],
    ["agents.png", agentsChart(findings)],
    ["bandwidth.png", bandwidthChart(findings)],
    ["utilisation.png", utilisationChart(findings)],
    ...poolSeries(findings).map((each): [string, ChartConfiguration] => [
      `pool-${scopeLabel(each.scope).replace(/[^\w.-]/g, "-")}.png`,
      poolChart(findings, each),
    ]),
  ];
}
