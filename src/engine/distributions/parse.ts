import type { Parameter, QuantityKind } from "../../parameter.ts";
import { assign } from "./assign.ts";
import { constant } from "./constant.ts";
import { DistributionError, type Part } from "./distributionError.ts";
import { distributionKinds } from "./index.ts";
import { argumentsOf, type LawText, lawText, trimmed } from "./syntax.ts";
import type { Distribution, DistributionKind, ParameterValue } from "./types.ts";

/**
 * Turns the text of a parameter into a number of the model's unit. A text it cannot read it
 * refuses with an Error whose property `wanted` says what it would read.
 */
export type QuantityConverter = (text: string, kind: QuantityKind) => number;

/**
 * Reads a law as a scenario writes it: `lognormal(mean 180s, cv 1.0)`. Arguments without a name
 * stand for the parameters that are not named, in order; a bare duration is the constant law.
 * Throws DistributionError, which tells where in `text`.
 */
export function parseDistribution(text: string, quantity: QuantityConverter): Distribution {
  return parsePart(trimmed({ text, offset: 0 }), quantity);
}

function parsePart(whole: Part, quantity: QuantityConverter): Distribution {
  const law = lawText(whole);
  if (law === undefined) {
    const value = plainValue(whole, "value", constant.parameters.value, quantity);
    return constant.build({ value }, whole.text);
  }
  const kind = kindOf(law.name);
  const values = kind.list ? listValues(kind, law, quantity) : namedValues(kind, law, quantity);
  try {
    return kind.build(values, whole.text);
  } catch (error) {
    if (error instanceof RangeError) throw new DistributionError(whole, error.message);
    throw error;
  }
}

function kindOf(name: Part): DistributionKind {
  const kind = distributionKinds.find((each) => each.name === name.text);
  if (kind !== undefined) return kind;
  const names = distributionKinds.map((each) => each.name);
  throw new DistributionError(name, `a duration or a law (${names.join(", ")})`, names);
}

type Values = Record<string, ParameterValue>;

function listValues(kind: DistributionKind, law: LawText, quantity: QuantityConverter): Values {
  const [[name, parameter]] = Object.entries(kind.parameters);
  const values = argumentsOf(law).map(({ whole }) => plainValue(whole, name, parameter, quantity));
  if (values.length > 0) return { [name]: values };
  throw new DistributionError(law.whole, `${name} too, as in ${kind.example}`);
}

function namedValues(kind: DistributionKind, law: LawText, quantity: QuantityConverter): Values {
  const values: Values = {};
  for (const [name, written] of assign(kind, law)) {
    const parameter = kind.parameters[name];
    values[name] =
      parameter.kind === "distribution"
        ? parsePart(written, quantity)
        : plainValue(written, name, parameter, quantity);
  }
  return values;
}

/** A finite value within the parameter's range. */
function plainValue(
  written: Part,
  name: string,
  parameter: Parameter,
  quantity: QuantityConverter,
): number {
  const value = convert(written, parameter.kind, quantity);
  const { kind, min, max } = parameter;
  if (min !== undefined && value < quantity(String(min), kind)) {
    throw new DistributionError(written, `${name} from ${min} up`);
  }
  if (max !== undefined && value > quantity(String(max), kind)) {
    throw new DistributionError(written, `${name} up to ${max}`);
  }
  if (!Number.isFinite(value)) throw new DistributionError(written, `a finite ${name}`);
  return value;
}

function convert(written: Part, kind: QuantityKind, quantity: QuantityConverter): number {
  try {
    return quantity(written.text, kind);
  } catch (error) {
    if (error instanceof Error && "wanted" in error) {
      throw new DistributionError(written, String(error.wanted));
    }
    throw error;
  }
}
