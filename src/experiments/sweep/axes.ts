import { font, INK } from "../../report/charts/theme.ts";
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
  };
  return { x, name, isNumeric: numbers !== undefined, at: numbers?.at ?? values };
}

/** Nothing that is counted falls below zero, and no share exceeds the whole. */
export const within = (value: number, unit: string): number =>
  Math.max(0, unit === "ratio" ? Math.min(1, value) : value);
