import { erlang as erlangKind } from "../../engine/distributions/erlang.ts";
import type { Durations } from "./collapse.ts";
import { type Family, gamma } from "./families.ts";
import { fitLaw, lawAt, type Maximum, objectiveOf, shareOf } from "./fitLaw.ts";
import { written } from "./lawText.ts";
import { topOf } from "./maximise.ts";
import type { FittedParameter } from "./types.ts";

const PHASES_MAX = 1000;

const erlang: Family = {
  kind: erlangKind,
  second: "shape",
  secondFor: (cv) => 1 / (cv * cv),
  at: (mean, shape) => gamma.at(mean, 1 / Math.sqrt(shape)),
};

/**
 * The Erlang law that makes the durations most likely: a gamma law whose shape is a whole number,
 * so one of the two beside the shape of the best gamma law. Its interval is made of the whole
 * numbers within that of the gamma law's shape 1/cv²; the mean has the gamma law's interval.
 */
export function fitErlang(durations: Durations, hasAtom: boolean): Maximum {
  const free = fitLaw(durations, gamma, hasAtom);
  const [mean, cv] = free.parameters.slice(-2);
  const f = objectiveOf(durations, erlang, hasAtom);
  const shape = 1 / (cv.estimate * cv.estimate);
  const [best] = [Math.floor(shape), Math.ceil(shape)]
    .map((phases) => Math.min(PHASES_MAX, Math.max(1, phases)))
    .map((phases) => {
      const top = topOf((x) => f([x, Math.log(phases)]), Math.log(mean.estimate), 0.02);
      return { phases, value: top.value, point: [top.x, Math.log(phases)] };
    })
    .sort((a, b) => b.value - a.value);
  const law = lawAt(erlang, best.point);
  const share = hasAtom ? shareOf(durations, erlang, best) : undefined;
  const fitted = [meanWithin(mean, Math.exp(best.point[0])), phasesWithin(cv, best.phases)];
  return {
    law: "erlang",
    ...written(erlang.kind, fitted, share),
    logLikelihood: best.value,
    isAtLimit: best.phases === PHASES_MAX,
    survival: (x) => (1 - (share?.estimate ?? 0)) * (x > 0 ? law.survival(x) : 1),
  };
}

function meanWithin({ low95, high95, ...mean }: FittedParameter, estimate: number) {
  return {
    ...mean,
    estimate,
    low95: low95 === null ? null : Math.min(estimate, low95),
    high95: high95 === null ? null : Math.max(estimate, high95),
  };
}

/** Whole shapes between those of two coefficients of variation, the estimate among them. */
function phasesWithin({ low95, high95 }: FittedParameter, phases: number): FittedParameter {
  const shapeOf = (cv: number) => 1 / (cv * cv);
  return {
    name: "shape",
    unit: "",
    estimate: phases,
    low95: high95 === null ? null : Math.min(phases, Math.max(1, Math.ceil(shapeOf(high95)))),
    high95: low95 === null ? null : Math.max(phases, Math.floor(shapeOf(low95))),
  };
}
