import { chapters } from "./chapters.ts";
import { createPainter, type Painter } from "./charts/painter.ts";
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
  for (const { name, chart } of chapters.flatMap(({ charts }) => charts?.(findings) ?? []))
    pictures.set(`${name}.png`, await painter.paint(chart));
  return pictures;
}
