import { createRequire } from "node:module";
import { GlobalFonts } from "@napi-rs/canvas";
import type { ChartConfiguration } from "chart.js";
import { ChartJSNodeCanvas } from "chartjs-node-canvas";
import { FONT } from "./theme.ts";

/** Draws charts of one size. Make one per size and keep it: each new one loads chart.js afresh. */
export interface Painter {
  /** PNG bytes. */
  paint(chart: ChartConfiguration): Promise<Uint8Array>;
}

/** Scripts a site or queue name may be written in; two weights for text and titles. */
const SUBSETS = ["latin", "latin-ext", "cyrillic", "greek"];
const WEIGHTS = [400, 600];

/** @throws Error when no font could be registered: charts would come out without any words */
export function createPainter(width: number, height: number): Painter {
  const canvas = new ChartJSNodeCanvas({
    width,
    height,
    backgroundColour: "white",
    // By name: imported here it would register itself with another copy of chart.js.
    plugins: { modern: ["chartjs-chart-matrix"] },
  });
  const { resolve } = createRequire(import.meta.url);
  for (const subset of SUBSETS)
    for (const weight of WEIGHTS) {
      const file = resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`);
      canvas.registerFont(file, { family: FONT, weight: String(weight) });
    }
  if (!GlobalFonts.has(FONT)) throw new Error(`charts need the font ${FONT}, it did not load`);
  return { paint: (chart) => canvas.renderToBuffer(chart) };
}
