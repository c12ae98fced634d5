import { loadImage } from "@napi-rs/canvas";
import { describe, expect, test } from "vitest";
import { bindingSentence } from "../../src/report/capacity.ts";
import { agentsChart } from "../../src/report/charts/agents.ts";
import { bandwidthChart } from "../../src/report/charts/bandwidth.ts";
import { capsChart } from "../../src/report/charts/caps.ts";
import { poolChart, poolSeries } from "../../src/report/charts/pool.ts";
import { utilisationChart } from "../../src/report/charts/utilisation.ts";
import { CHART_HEIGHT, CHART_WIDTH, chartPainter, renderCharts } from "../../src/report/charts.ts";
import { est, findings, LINK_DOWN, series } from "./fixture.ts";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

describe("the pictures of a report", () => {
  const painter = chartPainter();

  test("are PNGs of the stated size, one per chart and pool", async () => {
    const pictures = await renderCharts(findings, painter);
    expect([...pictures.keys()]).toEqual([
      "utilisation.png",
      "caps.png",
      "agents.png",
      "pool-trunks.png",
      "pool-mcp.treatment.png",
      "blocking-dc1-mcp.treatment.png",
      "blocking-dc2-mcp.png",
      "bandwidth.png",
    ]);
    for (const bytes of pictures.values()) {
      expect([...bytes.subarray(0, 8)]).toEqual(PNG);
      const image = await loadImage(bytes);
      expect([image.width, image.height]).toEqual([CHART_WIDTH, CHART_HEIGHT]);
    }
  });

  test("words are drawn: another title gives another picture", async () => {
    const titled = (title: string) =>
      renderCharts({ ...findings, scenario: { ...findings.scenario, title } }, painter);
    const [one, other] = [await titled("München"), await titled("Łódź")];
    expect(one.get("caps.png")).not.toEqual(other.get("caps.png"));
  });

  test("what fails is drawn into the charts over time", async () => {
    const faulty = { ...findings, scenario: { ...findings.scenario, faults: [LINK_DOWN] } };
    const [whole, failing] = [findings, faulty].map((each) => renderCharts(each, painter));
    const [one, other] = [await whole!, await failing!];
    expect(one.get("caps.png")).not.toEqual(other.get("caps.png"));
    expect(one.get("bandwidth.png")).toEqual(other.get("bandwidth.png"));
  });

  test("a chart without data is left out", async () => {
    const empty = { ...findings, series: [], estimates: [], capacity: [], ports: [] };
    expect((await renderCharts(empty, painter)).size).toBe(0);
  });
});

describe("what the charts show", () => {
  const labels = (chart: ReturnType<typeof capsChart>) =>
    chart!.data.datasets.map(({ label }) => label);

  test("CAPS: the band only where there is an interval, and the busiest second", () => {
    const withBand = [
      "offered",
      "",
      "offered, 95 % interval",
      "answered",
      "busiest second of the minute",
    ];
    expect(labels(capsChart(findings))).toEqual(withBand);
    const single = series.map((each) => ({
      ...each,
      minutes: each.minutes.map(({ mean }) => ({ mean, low95: null, high95: null })),
    }));
    expect(labels(capsChart({ ...findings, series: single }))).toEqual([
      "offered",
      "answered",
      "busiest second of the minute",
    ]);
  });

  test("agents: busy states at the bottom, states nobody was in left out", () => {
    expect(labels(agentsChart(findings))).toEqual([
      "talking",
      "ringing",
      "after-call work",
      "ready",
    ]);
  });

  test("bandwidth: both directions of a link are rows of their own", () => {
    expect(bandwidthChart(findings)!.data.labels).toEqual(
      expect.arrayContaining(["dc1>dc2", "dc2>dc1"]),
    );
  });

  test("utilisation: tightest first, unlimited resources left out", () => {
    const rows = utilisationChart(findings)!.data.labels!;
    expect(rows[0]).toBe("mcp.treatment");
    expect(rows).not.toContain("carrier>dc1");
  });

  test("utilisation: links have a simulated value too", () => {
    const { labels: rows, datasets } = utilisationChart(findings)!.data;
    const [dots] = datasets;
    expect(dots!.data[rows!.indexOf("dc1>dc2")]).toBeCloseTo((100 * (3.1 + 0.31 + 1.84)) / 1000, 9);
  });

  test("utilisation: the axis holds the simulated values too", () => {
    const overloaded = [est("agents.occupancy", "group:support", "ratio", 1.35, 0.01)];
    const { max } = utilisationChart({ ...findings, estimates: overloaded })!.options!.scales!.x!;
    expect(max).toBe(140);
  });

  test("utilisation: a resource that is not there leaves the others their axis", () => {
    const [first, ...others] = findings.capacity;
    const none = { ...first!, size: 0, ceilingCaps: 0, utilisation: Infinity, headroom: -1 };
    const chart = utilisationChart({ ...findings, capacity: [none, ...others] })!;
    expect(chart.options!.scales!.x!.max).toBe(120);
    expect(chart.data.datasets[3]!.data[0]).toBe(120);
    expect(bindingSentence([none])).toContain("∞ % used");
  });

  test("pool: the size is that of the pool in the title, not that of its tightest site", () => {
    const capacity = findings.capacity.map((row) => ({ ...row, size: 300 }));
    const [pool] = poolSeries(findings);
    expect(labels(poolChart({ ...findings, capacity }, pool!))).toEqual([
      "in use",
      "",
      "in use, 95 % interval",
      "size: 600 ports",
    ]);
    expect(labels(poolChart({ ...findings, estimates: [] }, pool!))).toHaveLength(3);
  });

  test("pool: one without limit has no size to show", () => {
    const [pool] = poolSeries(findings);
    const estimates = findings.estimates.map((each) =>
      each.id === "pool.occupancy" ? { ...each, estimate: null, denominator: 0 } : each,
    );
    expect(labels(poolChart({ ...findings, estimates }, pool!))).toHaveLength(3);
  });

  test("ticks show no zeros behind their point", () => {
    const { ticks } = capsChart(findings)!.options!.scales!.y!;
    const tick = ticks!.callback as (value: number) => string;
    expect([0, 0.5, 1.5, 0.025, 100, 3500].map(tick)).toEqual([
      "0",
      "0.5",
      "1.5",
      "0.025",
      "100",
      "3,500",
    ]);
  });

  test("a minute's mean stands in the middle of its minute", () => {
    const [offered] = capsChart(findings)!.data.datasets;
    expect(offered!.data[0]).toMatchObject({ x: 0.5 });
  });

  test("the axis is the time of day where the load follows the clock", () => {
    const tick = (chart: ReturnType<typeof capsChart>, minute: number) => {
      const { ticks } = chart!.options!.scales!.x!;
      return (ticks!.callback as (value: number) => string)(minute);
    };
    const { scenario } = findings;
    const profile = { startUs: [0], perSecond: [8], labels: ["07:00"] };
    const daily = {
      ...scenario,
      run: { ...scenario.run, startOfDayUs: 7 * 3600e6 },
      demand: [{ ...scenario.demand[0]!, profile }],
    };
    expect(tick(capsChart(findings), 15)).toBe("15");
    expect(tick(capsChart({ ...findings, scenario: daily }), 15)).toBe("07:45");
  });
});
