import { expect, test } from "vitest";
import { Layout } from "../../src/measure/layout.ts";
import type { Sample } from "../../src/measure/types.ts";
import { meanInterval } from "../../src/stats/intervals.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { minuteMeans } from "../../src/stats/minutes.ts";

const layout = new Layout();
const counter = layout.counter("caps.offered", "cluster");
layout.minute("caps.offered", "cluster", { counter });
layout.minute("link.media", "link:dc1>dc2", { counter });

const sampleOf = (...minutes: number[][]) =>
  ({ minutes: minutes.map((each) => Float64Array.from(each)) }) as unknown as Sample;
const samples = [
  sampleOf([8, 9], [1e6, 2e6]),
  sampleOf([7, 9], [3e6, 2e6]),
  sampleOf([12, 9], [5e6, 2e6]),
];

test("each minute is a mean over the replications with its interval, in the metric's unit", () => {
  const [caps, media] = minuteMeans(metrics, layout, samples);
  const { estimate, low95, high95 } = meanInterval([8, 7, 12]);
  expect(caps).toMatchObject({ id: "caps.offered", scope: "cluster", unit: "1/s" });
  expect(caps!.minutes).toEqual([
    { mean: estimate, low95, high95 },
    { mean: 9, low95: 9, high95: 9 },
  ]);
  expect(media).toMatchObject({ id: "bandwidth.media", scope: "link:dc1>dc2", unit: "Mbps" });
  expect(media!.minutes.map(({ mean }) => mean)).toEqual([3, 2]);
  const bits = meanInterval([1e6, 3e6, 5e6]);
  expect(media!.minutes[0]!.low95).toBeCloseTo(bits.low95! / 1e6, 12);
  expect(media!.minutes[0]!.high95).toBeCloseTo(bits.high95! / 1e6, 12);
});

test("a single replication has no interval", () => {
  const [caps] = minuteMeans(metrics, layout, samples.slice(0, 1));
  expect(caps!.minutes[0]).toEqual({ mean: 8, low95: null, high95: null });
});
