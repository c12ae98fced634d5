import { components } from "../model/components/index.ts";
import type { Model } from "./hash.ts";

/** Kinds of planned work, by which pairs switch over and others drain. */
const PLANNED_WORK = ["maintenance", "rollingUpgrade"];
const OF_DRAINS = ["drain"];
const OF_PAIRS = ["afterExit", "check"];

/** Whether somebody is shut down who says 603 meanwhile. */
export const declines = ({ faults }: Model): boolean =>
  faults.some(({ options }) => options.refusal === "decline");

/** Whether a result depends on a default of a fault; `path` is `faults.<number>.<kind>.<field>`. */
export function mattersOfFault({ faults }: Model, path: string): boolean {
  const [, number, named, field = ""] = path.split(".");
  const { kind, target } = faults[Number(number)]!;
  if (kind !== named) return false;
  if (!PLANNED_WORK.includes(kind)) return true;
  const parts = target.split("/");
  const { redundancy } = components.find(({ name }) => parts.includes(name))!;
  const isPair = redundancy.kind === "hotPair" || redundancy.kind === "warmPair";
  return !(isPair ? OF_DRAINS : OF_PAIRS).includes(field);
}
