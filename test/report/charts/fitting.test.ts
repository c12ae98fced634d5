import { loadImage } from "@napi-rs/canvas";
import type { ChartConfiguration } from "chart.js";
import { expect, test } from "vitest";
import { fittingPainter, qqChart, survivalChart } from "../../../src/report/charts/fitting.ts";
import { fitLaws } from "../../../src/stats/fitting/fitLaws.ts";
import { qqPoints } from "../../../src/stats/fitting/fitPoints.ts";
import { kaplanMeier } from "../../../src/stats/fitting/kaplanMeier.ts";
import { lawOf, sampleOf } from "../../stats/fitting/samples.ts";

const law = lawOf("exponential", { mean: 30 });
const complete = sampleOf(law, 300, 13, { resolutionS: 1 });
const cut = sampleOf(law, 300, 14, { resolutionS: 1, censoring: law });

const service = fitLaws(complete.times, { resolutionS: 1 }).best;
const qq = qqChart(
  { what: "Service time" },
  service,
  qqPoints(complete.times, service.distribution),
);
const patience = fitLaws(cut.times, { resolutionS: 1, ...cut }).best;
const curve = kaplanMeier(cut.times, cut.isEvent);
const survival = survivalChart({ what: "Patience" }, patience, curve);

const subtitleOf = ({ options }: ChartConfiguration) => String(options!.plugins!.subtitle!.text);
const pointsOf = ({ data }: ChartConfiguration, set: number) =>
  data.datasets[set]!.data as { x: number; y: number }[];

test("quantiles above zero on logarithmic axes, and how many are not", () => {
  expect(subtitleOf(qq)).toContain(`${service.text} · 300 calls`);
  expect(subtitleOf(qq)).toMatch(/[1-9]\d* points? at zero not shown$/);
  expect(Math.min(...pointsOf(qq, 0).map(({ y }) => y))).toBe(1);
  expect(qq.options!.scales!.y).toMatchObject({ type: "logarithmic", max: 1000 });
});

test("the share still waiting, its band and the law, from everybody to where few are left", () => {
  expect(subtitleOf(survival)).toMatch(/300 calls, 1\d\d cut short · at most \d+\.\d % apart$/);
  for (const set of [0, 1, 2, 3]) expect(pointsOf(survival, set)[0]!.x).toBe(0);
  expect(pointsOf(survival, 3)[0]!.y).toBe(1);
  const end = survival.options!.scales!.x!.max as number;
  expect(curve.atRisk[curve.times.indexOf(end)]).toBeGreaterThanOrEqual(10);
  expect(pointsOf(survival, 0).at(-1)!.x).toBe(end);
});

test("both are painted", async () => {
  const painter = fittingPainter();
  for (const chart of [qq, survival]) {
    const image = await loadImage(Buffer.from(await painter.paint(chart)));
    expect([image.width, image.height]).toEqual([900, 820]);
  }
});
