import { font, INK, valueAxis } from "../../report/charts/theme.ts";
import { counted } from "../../report/format.ts";
import type { Sweep } from "./sweep.ts";
import { factorName } from "./text.ts";

/** Shares are read as percentages. */
export const scaleOf = (unit: string) =>
  unit === "ratio" ? { factor: 100, unit: "%" } : { factor: 1, unit };

export function subtitleOf({ points }: Sweep, shown: string): string {
  const { title, name, run } = points[0]!.study.scenario;
  const each = counted(points[0]!.replications, "replication");
  return `${title || name} · ${shown}, ${each} each · seed ${run.seed}`;
}

/** `8/s` is 8; what is no number with a unit that all share has no place on an axis of numbers. */
export function numbersOf(values: readonly string[]): { at: number[]; unit: string } | undefined {
  const parts = values.map((value) => /^([-+]?\d*\.?\d+)(.*)$/.exec(value));
  const units = new Set(parts.map((part) => part?.[2]));
  if (parts.includes(null) || units.size > 1) return undefined;
  return { at: parts.map((part) => Number(part![1])), unit: parts[0]![2]!.trim() };
}

/** The axis of a factor: numbers where its values are such, else their names. */
export function factorAxis(factor: string, values: readonly string[]) {
  const numbers = numbersOf(values);
  const name = factorName(factor);
  const text = numbers?.unit ? `${name}, ${numbers.unit}` : name;
  const x = {
    type: numbers ? "linear" : "category",
    title: { display: true, text, color: INK, font: font(14) },
    ticks: { color: INK, font: font(13), maxRotation: 0 },
    grid: { display: false },
    ...(numbers && distinct(numbers.at).length <= TICKS_MAX && ticksAt(distinct(numbers.at))),
  };
  return { x, name, isNumeric: numbers !== undefined, at: numbers?.at ?? values };
}

/** More would not be legible. */
const TICKS_MAX = 12;

const distinct = (values: readonly number[]): number[] =>
  [...new Set(values)].sort((a, b) => a - b);

/** Only at values that were simulated. */
const ticksAt = (values: readonly number[]) => ({
  afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
    axis.ticks = values.map((value) => ({ value }));
  },
});

/** The axis of a figure: shares up to the whole where they come near it. */
export function figureAxis(id: string, unit: string, greatest: number) {
  const isShare = unit === "ratio" && greatest > 0.5;
  return valueAxis(`${id}, ${scaleOf(unit).unit}`, isShare ? { max: 100 } : {});
}

/** Of a figure, its intervals included. */
export const greatestOf = ({ points }: Sweep, figure: number): number =>
  Math.max(
    ...points.map(({ values }) => {
      const estimate = values[figure]?.estimate;
      return estimate?.high95 ?? estimate?.estimate ?? 0;
    }),
  );

/** Nothing that is counted falls below zero, and no share exceeds the whole. */
export const within = (value: number, unit: string): number =>
  Math.max(0, unit === "ratio" ? Math.min(1, value) : value);
