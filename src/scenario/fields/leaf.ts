import * as z from "zod";
import { DistributionError } from "../../engine/distributions/distributionError.ts";
import type { QuantityKind, Source } from "../../parameter.ts";
import { QuantityError } from "../../units.ts";
import type { Mistake } from "../problems.ts";

/** What is known of a settable value besides its type: from it come messages, docs and listings. */
export interface Setting {
  readonly kind: QuantityKind | "word" | "text" | "flag" | "time of day";
  readonly meaning: string;
  readonly default?: string | number | boolean;
  /** As a planner would say it; empty when everything of the kind is allowed. */
  readonly range: string;
  readonly wanted: string;
  /** The words allowed, for the nearest-name hint. */
  readonly candidates?: readonly string[];
  /** Every number carries one, and a word whose default results depend on. */
  readonly source?: Source;
}

/** A value that cannot be accepted; thrown while a leaf is converted. */
export class MistakeError extends Error {
  readonly mistake: Mistake;

  constructor(mistake: Mistake) {
    super(mistake.wanted);
    this.mistake = mistake;
  }
}

/** A zod issue of ours: `params` is the mistake. */
export const issueOf = (mistake: Mistake, input: unknown, path: PropertyKey[] = []) =>
  ({ code: "custom", params: mistake, input, path }) as const;

export const settingOf = (schema: z.core.$ZodType): Setting | undefined =>
  z.globalRegistry.get(schema)?.setting as Setting | undefined;

export type Leaf<T> = z.ZodType<T>;

/** A schema node for one value: how it is written, how it is converted, what is said of it. */
export function leaf<Given, T>(
  setting: Setting,
  input: z.ZodType<Given>,
  convert: (given: Given) => T,
): Leaf<T> {
  const converted = input.transform((given, context): T => {
    try {
      return convert(given);
    } catch (error) {
      context.issues.push(issueOf(mistakeOf(error, setting), given));
      return z.NEVER;
    }
  });
  const completed: Leaf<T> =
    setting.default === undefined ? converted : converted.prefault(setting.default as never);
  return completed.register(z.globalRegistry, { setting });
}

function mistakeOf(error: unknown, setting: Setting): Mistake {
  if (error instanceof MistakeError) return error.mistake;
  if (error instanceof QuantityError) return { wanted: withRange(error.wanted, setting.range) };
  if (error instanceof DistributionError) {
    const { wanted, offset, length, nearest } = error;
    return { wanted, given: JSON.stringify(error.given), offset, length, candidates: nearest };
  }
  throw new Error(`${setting.meaning}: ${String(error)}`, { cause: error });
}

/** What is wanted, with the range in which it is wanted. */
export const withRange = (wanted: string, range: string): string =>
  range === "" ? wanted : `${wanted}, ${range}`;
