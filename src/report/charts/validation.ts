import type { ChartConfiguration } from "chart.js";
import { normalQuantile } from "../../stats/normal.ts";
import { counted, significant } from "../format.ts";
import type { JudgedCase, JudgedFigure, Validation } from "../validation.ts";
import { createPainter } from "./painter.ts";
import { faded, font, frameOf, INK, PALETTE, ROUND_SWATCH, valueAxis } from "./theme.ts";

const WIDTH = 1100;
const ROW_HEIGHT = 22;
const FRAME_HEIGHT = 210;
/** Farther points stand at the edge. */
const Z_MAX = 8;

/** Deviations of all figures, case by case, within the band that all of them keep jointly: PNG. */
export async function validationPicture(validation: Validation): Promise<Uint8Array> {
  const height = FRAME_HEIGHT + ROW_HEIGHT * validation.cases.length;
  return createPainter(WIDTH, height).paint(validationChart(validation));
}

export function validationChart(validation: Validation): ChartConfiguration {
  const { cases, level, seed, version } = validation;
  const bands = cases.map((each) => bandOf(each, level / cases.length));
  const reach = Math.ceil(Math.min(Z_MAX, Math.max(...bands, ...cases.flatMap(deviations)) + 0.5));
  const points = (isConsistent: boolean) =>
    cases.flatMap((each) =>
      deviations(each)
        .filter(() => each.isConsistent === isConsistent)
        .map((z) => ({ x: Math.min(reach, Math.max(-reach, z)), y: each.name })),
    );
  const of = `${counted(cases.length, "case")} · busyhour ${version} · seed ${seed}`;
  const band = `consistent at a joint level of ${significant(100 * level)} %`;
  const data = {
    labels: cases.map(({ name }) => name),
    datasets: [
      dots("figures of consistent cases", PALETTE.blue, points(true)),
      dots("figures of inconsistent cases", PALETTE.vermilion, points(false)),
      {
        type: "bar",
        label: band,
        data: bands.map((z) => [-z, z]),
        backgroundColor: faded(PALETTE.grey, 0.4),
        pointStyle: "rect",
        categoryPercentage: 1,
        barPercentage: 0.86,
      },
    ],
  };
  const axis = valueAxis("deviation from the exact value, standard errors (by its p-value)");
  return {
    type: "bar",
    data: data as unknown as ChartConfiguration["data"],
    options: {
      ...frameOf("The model against theory and published results", of, {
        swatchWidth: ROUND_SWATCH,
      }),
      indexAxis: "y",
      scales: {
        x: { ...axis, min: -reach, max: reach, beginAtZero: false, grace: 0 },
        y: {
          type: "category",
          ticks: { color: INK, font: font(12), autoSkip: false },
          grid: { display: false },
        },
      },
    },
  };
}

/** Half the width of the band: beyond it one figure alone makes its case inconsistent. */
function bandOf({ figures }: JudgedCase, level: number): number {
  const judged = figures.filter(({ p }) => p !== null).length;
  return normalQuantile(level / (2 * Math.max(1, judged)));
}

/** Standard errors of a normal law with the same p-value; what cannot be placed is left out. */
const deviations = ({ figures }: JudgedCase): number[] =>
  figures.flatMap(({ z, p }: JudgedFigure) => {
    if (z === null || p === null || p === 1) return p === 1 && z !== null ? [0] : [];
    const deviation = p === 0 ? Z_MAX : normalQuantile(p / 2);
    return [z < 0 ? -deviation : deviation];
  });

const dots = (label: string, colour: string, data: readonly { x: number; y: string }[]) => ({
  type: "scatter",
  label,
  data,
  pointStyle: "circle",
  pointRadius: 4,
  // Whole points, where they stand at the edge.
  clip: 6,
  pointBackgroundColor: colour,
  pointBorderColor: "white",
  backgroundColor: colour,
});
