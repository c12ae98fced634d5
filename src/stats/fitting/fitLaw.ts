import type { Distribution } from "../../engine/distributions/types.ts";
import type { Durations } from "./collapse.ts";
import type { Family } from "./families.ts";
import { written } from "./lawText.ts";
import { bestShare, logLikelihood, logLikelihoodWithAtom } from "./likelihood.ts";
import { maximise, type Objective, type Peak } from "./maximise.ts";
import { type Ends, profileEnds, shareEnds } from "./profile.ts";
import type { FittedParameter, LawName } from "./types.ts";

/** What maximum likelihood says of one law, before it is held against the data. */
export interface Maximum {
  readonly law: LawName;
  readonly text: string;
  readonly parameters: readonly FittedParameter[];
  readonly logLikelihood: number;
  readonly isAtLimit: boolean;
  readonly distribution: Distribution;
  survival(seconds: number): number;
}

/** Beyond the range of a parameter the likelihood falls steeply, so that a search turns round. */
const PENALTY = 1e4;
const START_SIZE = 0.2;

/** The law of this family that makes the durations most likely. */
export function fitLaw(durations: Durations, family: Family, hasAtom: boolean): Maximum {
  const objective = objectiveOf(durations, family, hasAtom);
  const peak = peakOf(durations, family, hasAtom);
  const law = lawAt(family, peak.point);
  const share = hasAtom ? shareOf(durations, family, peak) : undefined;
  const parameters = family.second === undefined ? ["mean"] : ["mean", family.second];
  const fitted = parameters.map((name, axis) =>
    parameterOf(name, Math.exp(peak.point[axis]), profileEnds(objective, peak, axis)),
  );
  return {
    law: family.kind.name as LawName,
    ...written(family.kind, fitted, share),
    logLikelihood: peak.value,
    isAtLimit: isAtLimit(family, peak),
    survival: (x) => (1 - (share?.estimate ?? 0)) * (x > 0 ? law.survival(x) : 1),
  };
}

/** The greatest likelihood and the logarithms of mean and second parameter that have it. */
export function peakOf(durations: Durations, family: Family, hasAtom: boolean): Peak {
  const objective = objectiveOf(durations, family, hasAtom);
  return withinRange(family, maximise(objective, startOf(durations, family), START_SIZE));
}

export const lawAt = (family: Family, [logMean, logSecond = 0]: readonly number[]) =>
  family.at(Math.exp(logMean), Math.exp(logSecond));

/** The log-likelihood by the logarithms of mean and second parameter. */
export function objectiveOf(
  durations: Durations,
  family: Family,
  hasAtom: boolean,
  share?: number,
): Objective {
  const [least, greatest] = rangeOf(family);
  return (point) => {
    const inside = point.map((x, i) => (i === 0 ? x : Math.min(greatest, Math.max(least, x))));
    const law = lawAt(family, inside);
    const beyond = point.length === 1 ? 0 : Math.abs(point[1] - inside[1]);
    const value = hasAtom
      ? logLikelihoodWithAtom(durations, law, share)
      : logLikelihood(durations, law);
    return beyond === 0 ? value : value - PENALTY * beyond * (1 + beyond);
  };
}

/** Logarithms of the ends of what a scenario may write for the second parameter. */
function rangeOf({ kind, second }: Family): readonly [number, number] {
  if (second === undefined) return [0, 0];
  const { min, max } = kind.parameters[second];
  return [Math.log(Number(min)), Math.log(Number(max))];
}

function withinRange(family: Family, { point, value }: Peak): Peak {
  const [least, greatest] = rangeOf(family);
  const inside = (x: number, i: number) => (i === 0 ? x : Math.min(greatest, Math.max(least, x)));
  return { point: point.map(inside), value };
}

function isAtLimit(family: Family, { point }: Peak): boolean {
  if (point.length === 1) return false;
  return rangeOf(family).some((end) => Math.abs(point[1] - end) < 1e-3);
}

/** Mean and cv of the events, as if the time of those cut short went on as that of the others. */
function startOf({ events, censored }: Durations, family: Family): readonly number[] {
  const logMean = Math.log((events.total + censored.total) / events.count);
  if (family.second === undefined) return [logMean];
  const mean = events.total / events.count;
  const squares = events.values.reduce(
    (sum, x, i) => sum + events.weights[i] * (x - mean) * (x - mean),
    0,
  );
  const cv = censored.count > 0 ? 1 : Math.sqrt(squares / events.count) / mean;
  return [logMean, Math.log(family.secondFor(Math.min(3, Math.max(0.05, cv))))];
}

export function shareOf(durations: Durations, family: Family, peak: Peak): FittedParameter {
  const estimate = bestShare(durations, lawAt(family, peak.point));
  const greatest = (share: number) => {
    const given = objectiveOf(durations, family, true, share);
    // Without rounding the law does not depend on the share.
    if (durations.resolution === 0) return given(peak.point);
    return maximise(given, peak.point, 0.02, 1e-4).value;
  };
  const { low, high } = shareEnds(greatest, estimate, peak.value);
  return { name: "share", unit: "", estimate, low95: low, high95: high };
}

/** From logarithms. */
export function parameterOf(name: string, estimate: number, { low, high }: Ends): FittedParameter {
  return {
    name: name as FittedParameter["name"],
    unit: name === "mean" ? "s" : "",
    estimate,
    low95: low === null ? null : Math.exp(low),
    high95: high === null ? null : Math.exp(high),
  };
}
