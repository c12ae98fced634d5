import type { ChartConfiguration } from "chart.js";
import type { Congestion } from "../../stats/congestion.ts";
import {
  meanPorts,
  portBlocking,
  portsByRule,
  portsForBlocking,
} from "../../stats/portBlocking.ts";
import { find, scopeLabel } from "../findings.ts";
import { percent, significant } from "../format.ts";
import type { Findings, PortLoad } from "../types.ts";
import { faded, font, frame, INK, logAxis, PALETTE } from "./theme.ts";

/** Per cent of the requests: what the chart ends at. */
const LEAST = 1e-3;
const POINTS = 120;
const COLOURS = [PALETTE.blue, PALETTE.orange, PALETTE.green, PALETTE.purple, PALETTE.sky];
/** A pool larger than this much of what is drawn is left out: it blocks next to nobody. */
const ROOM = 1.3;

/** A use as scenarios name it: a legend has no room for more. */
const shortName = (use: string): string => use.replace("mcp.", "");

type Values = readonly (number | null)[];

/** Of each sort of pool the one that is asked for most: sites that are alike look alike. */
export function blockingPools({ ports }: Findings): readonly PortLoad[] {
  const kind = ({ uses }: PortLoad) => uses.map(({ use }) => use).join();
  const isMost = (pool: PortLoad) =>
    ports.every(
      (each) => kind(each) !== kind(pool) || meanPorts(each.uses) <= meanPorts(pool.uses),
    );
  const most = ports.filter(isMost);
  return most.filter((pool, i) => most.findIndex((each) => kind(each) === kind(pool)) === i);
}

/** What would be blocked with so many ports: theory, the published rule, and the run. */
export function blockingChart(findings: Findings, pool: PortLoad): ChartConfiguration {
  const { scope, size, uses } = pool;
  const ports = rangeOf(pool);
  const blocked = ports.map((each) => portBlocking(uses, each).map((share) => 100 * share));
  const law = uses.length > 1 ? "Kaufman–Roberts" : "Erlang B";
  const target = 100 * findings.scenario.sizing.blocking;
  const rule = portsByRule(meanPorts(uses));
  const name = (i: number) => `${shortName(uses[i]!.use)}, ${law}`;
  const shown = (value: number) => (value >= LEAST ? value : null);
  const markAt = (label: string, at: number, colour: string, style: string) =>
    mark(
      `${label}: ${significant(at)}`,
      ports.map((_, i) => (isAt(ports, i, at) ? shown(Math.max(...blocked[i]!)) : null)),
      colour,
      style,
    );
  return {
    type: "line",
    data: {
      labels: ports.map((each) => String(each)),
      datasets: [
        ...uses.map((_, i) =>
          curve(
            name(i),
            blocked.map((shares) => shown(shares[i]!)),
            COLOURS[i % COLOURS.length]!,
          ),
        ),
        ...(uses.length > 1 ? [] : simulated(ports, findings.congestion, scope)),
        ...measured(findings, pool, ports),
        markAt("mean + 3 × its root", rule, PALETTE.purple, "rectRot"),
        markAt("there are", size, INK, "triangle"),
        {
          ...curve(
            `target: ${percent(target / 100, 2)}`,
            ports.map(() => target),
            PALETTE.vermilion,
          ),
          borderDash: [8, 5],
        },
      ],
    } as ChartConfiguration["data"],
    options: {
      ...frame(`Blocking of ${scopeLabel(scope)} by the number of ports`, findings, {
        shown: "theory, and means with 95 % interval",
      }),
      scales: {
        x: {
          type: "category",
          title: { display: true, text: "ports", color: INK, font: font(14) },
          ticks: { color: INK, font: font(13), maxRotation: 0 },
          grid: { display: false },
        },
        y: logAxis("% of requests blocked", { min: LEAST, max: 100 }),
      },
    },
  };
}

/** From the mean to where next to nothing is blocked, and to what there is if that is near. */
function rangeOf({ uses, size }: PortLoad): readonly number[] {
  const from = Math.max(1, Math.floor(meanPorts(uses)));
  const enough = portsForBlocking(uses, LEAST / 100);
  const to = size > enough && size < ROOM * enough ? Math.ceil(size) : enough;
  const step = Math.ceil((to - from + 1) / POINTS);
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}

/** Whether so many ports are drawn at this point, and at no other. */
function isAt(ports: readonly number[], i: number, wanted: number): boolean {
  const step = (ports[1] ?? ports[0]! + 1) - ports[0]!;
  return Math.abs(ports[i]! - wanted) < step / 2 || ports[i]! - wanted === step / 2;
}

const curve = (label: string, data: Values, colour: string) => ({
  ...{ label, data, borderColor: colour, backgroundColor: colour, pointStyle: "line" },
  ...{ borderWidth: 2.5, pointRadius: 0 },
});

const mark = (label: string, data: Values, colour: string, pointStyle: string) => ({
  ...{ label, data, borderColor: colour, backgroundColor: colour, pointStyle },
  ...{ pointRadius: 8, showLine: false, order: -1 },
});

/** Of the time with at most so many in use, the share in which all were; with its interval. */
function simulated(ports: readonly number[], all: readonly Congestion[], scope: string) {
  const points = all.find((each) => each.scope === scope)?.points ?? [];
  const byPorts = new Map(points.map((point) => [point.ports, point]));
  const values = (of: "estimate" | "low95" | "high95"): Values =>
    ports.map((each) => {
      const share = byPorts.get(each)?.[of] ?? null;
      return share === null ? null : Math.min(100, Math.max(LEAST, 100 * share));
    });
  if (values("estimate").every((each) => each === null)) return [];
  const label = "simulated, had there been fewer";
  const look = { borderColor: PALETTE.green, backgroundColor: PALETTE.green };
  const edge = { ...look, borderWidth: 0, pointRadius: 0 };
  return [
    {
      ...{ ...look, label, data: values("estimate"), pointStyle: "circle" },
      ...{ pointRadius: 3, borderWidth: 0, showLine: false },
    },
    { ...edge, label: "", data: values("low95") },
    {
      ...{ ...edge, label: `${label}, 95 % interval`, pointStyle: "rect", fill: "-1" },
      ...{ data: values("high95"), backgroundColor: faded(PALETTE.green, 0.25) },
    },
  ];
}

/** What the run blocked with the ports there are, use by use. */
function measured(findings: Findings, { site, size, uses }: PortLoad, ports: readonly number[]) {
  return uses.flatMap(({ use }, index) => {
    const share = find(findings, "pool.blocked.ratio", `pool:${site}/${use}`)?.estimate ?? 0;
    if (100 * share < LEAST) return [];
    const data = ports.map((_, i) => (isAt(ports, i, size) ? 100 * share : null));
    const colour = COLOURS[index % COLOURS.length]!;
    return data.every((each) => each === null)
      ? []
      : [
          {
            ...mark(`${shortName(use)}, blocked in the run`, data, colour, "circle"),
            pointRadius: 6,
          },
        ];
  });
}
