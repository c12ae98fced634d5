import { parseDistribution } from "../../../src/engine/distributions/parse.ts";
import type { Distribution } from "../../../src/engine/distributions/types.ts";
import type { QuantityKind } from "../../../src/parameter.ts";

class Unreadable extends Error {
  readonly wanted: string;

  constructor(wanted: string) {
    super(wanted);
    this.wanted = wanted;
  }
}

/** Durations in seconds, everything else as it stands: the least a scenario layer can bring. */
export function quantity(text: string, kind: QuantityKind): number {
  const unit = kind === "duration" ? "(us|s)" : "()";
  const match = new RegExp(`^(-?[\\d.]+|Infinity)${unit}$`).exec(text);
  if (match === null) throw new Unreadable(`a ${kind}`);
  return Number(match[1]) * (match[2] === "us" ? 1e-6 : 1);
}

export function read(text: string): Distribution {
  return parseDistribution(text, quantity);
}
