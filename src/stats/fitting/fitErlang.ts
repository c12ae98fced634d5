import { erlang as erlangKind } from "../../engine/distributions/erlang.ts";
import type { Durations } from "./collapse.ts";
import { type Family, gamma } from "./families.ts";
import { lawAt, type Maximum, objectiveOf, parameterOf, peakOf, shareOf } from "./fitLaw.ts";
import { Z95 } from "./kaplanMeier.ts";
import { written } from "./lawText.ts";
import { type Objective, type Peak, topOf } from "./maximise.ts";
import { type Ends, profileEnds } from "./profile.ts";
import type { FittedParameter } from "./types.ts";

const PHASES_MAX = 1000;

const erlang: Family = {
  kind: erlangKind,
  second: "shape",
  secondFor: (cv) => 1 / (cv * cv),
  at: (mean, shape) => gamma.at(mean, 1 / Math.sqrt(shape)),
};

/** The best mean for a number of phases; the point holds logarithms. */
interface Phases extends Peak {
  readonly phases: number;
}

/** Half of χ²₁(0.95): what a likelihood may fall short of the greatest within an interval. */
const SHORTFALL = (Z95 * Z95) / 2;

/**
 * The Erlang law that makes the durations most likely: a gamma law whose shape is a whole number,
 * so one of the two beside the shape of the best gamma law. Intervals by profile likelihood: of
 * the shape all whole numbers that are likely enough, of the mean all means with which one of
 * them is.
 */
export function fitErlang(durations: Durations, hasAtom: boolean): Maximum {
  const f = objectiveOf(durations, erlang, hasAtom);
  const [logMean, logCv] = peakOf(durations, gamma, hasAtom).point;
  const likely = likelyPhases(f, Math.exp(-2 * logCv), logMean);
  const best = greatest(likely);
  const law = lawAt(erlang, best.point);
  const share = hasAtom ? shareOf(durations, erlang, best) : undefined;
  const mean = parameterOf("mean", Math.exp(best.point[0]), meanEnds(f, likely, best.value));
  return {
    law: "erlang",
    ...written(erlang.kind, [mean, shapeOf(best.phases, likely)], share),
    logLikelihood: best.value,
    isAtLimit: best.phases === PHASES_MAX,
    survival: (x) => (1 - (share?.estimate ?? 0)) * (x > 0 ? law.survival(x) : 1),
  };
}

/** All numbers of phases that an interval holds, found from the best gamma law's shape outwards. */
function likelyPhases(f: Objective, shape: number, logMean: number): readonly Phases[] {
  const within = (phases: number) => Math.min(PHASES_MAX, Math.max(1, phases));
  const at = (phases: number, start: number): Phases => {
    const top = topOf((x) => f([x, Math.log(phases)]), start, 0.05);
    return { phases, value: top.value, point: [top.x, Math.log(phases)] };
  };
  const best = greatest([Math.floor(shape), Math.ceil(shape)].map((k) => at(within(k), logMean)));
  const likely = [best];
  for (const direction of [-1, 1]) {
    let last = best;
    while (last.phases + direction >= 1 && last.phases + direction <= PHASES_MAX) {
      last = at(last.phases + direction, last.point[0]);
      if (last.value < best.value - SHORTFALL) break;
      likely.push(last);
    }
  }
  return likely;
}

const greatest = (all: readonly Phases[]): Phases =>
  all.reduce((best, each) => (each.value > best.value ? each : best));

/** The ends of the intervals for all numbers of phases together. */
function meanEnds(f: Objective, likely: readonly Phases[], value: number): Ends {
  const ends = likely.map(({ point }) =>
    profileEnds(([x]) => f([x, point[1]]), { point: [point[0]], value }, 0),
  );
  const outermost = (side: "low" | "high", choose: (...ends: number[]) => number) => {
    const known = ends.flatMap(({ [side]: end }) => (end === null ? [] : [end]));
    return known.length < ends.length ? null : choose(...known);
  };
  return { low: outermost("low", Math.min), high: outermost("high", Math.max) };
}

function shapeOf(estimate: number, likely: readonly Phases[]): FittedParameter {
  const all = likely.map(({ phases }) => phases);
  return { name: "shape", unit: "", estimate, low95: Math.min(...all), high95: Math.max(...all) };
}
