import { collapse, type Durations } from "./collapse.ts";
import { distanceFrom } from "./distance.ts";
import { exponential, type Family, gamma, lognormal, weibull } from "./families.ts";
import { fitErlang } from "./fitErlang.ts";
import { fitLaw, type Maximum } from "./fitLaw.ts";
import { kaplanMeier, type SurvivalCurve } from "./kaplanMeier.ts";
import type { LawFit, LawFits, LawName } from "./types.ts";

/** How durations are to be read. */
export interface FitOptions {
  /** Seconds a written duration is rounded to, 1 for a log in whole seconds; 0: exact. */
  readonly resolutionS: number;
  /** 1 where a duration ended by itself, 0 where it was cut short; all 1 if absent. */
  readonly isEvent?: ArrayLike<number>;
  /** Fit each law also behind a share of exact zeros: callers who hang up at once. */
  readonly withAtom?: boolean;
  /** All five unless told. */
  readonly laws?: readonly LawName[];
}

const FAMILIES: Readonly<Record<Exclude<LawName, "erlang">, Family>> = {
  exponential,
  gamma,
  weibull,
  lognormal,
};
const ALL: readonly LawName[] = ["exponential", "erlang", "gamma", "weibull", "lognormal"];

/**
 * Fits laws to durations in seconds by maximum likelihood: complete ones (service times), or
 * right-censored ones (patience, from waits of which some ended in service). Rounded durations
 * count as intervals, x ± r/2, so that zeros and small values do no harm. Each parameter has its
 * interval by profile likelihood, as the scenario names it.
 *
 * The law with the least BIC is best (G. Schwarz, Annals of Statistics 6 (1978) 461–464), with the
 * number of events in the place of n (Volinsky and Raftery, Biometrics 56 (2000) 256–262). An
 * Erlang law, being a gamma law, comes first only where the gamma law is left out.
 *
 * The cost is that of sorting, and of some hundred likelihoods of at most 20,000 different
 * durations a law; see `collapse` for what that loses beyond.
 * @throws RangeError for durations that are negative or not finite, where none ended by itself, and
 * for exact zeros (resolution 0) where no law with an atom is asked for
 */
export function fitLaws(times: ArrayLike<number>, options: FitOptions): LawFits {
  const { resolutionS, isEvent, withAtom = false, laws = ALL } = options;
  const durations = collapse(times, isEvent, resolutionS);
  const curve = kaplanMeier(times, isEvent);
  const hasZeros = durations.zeros > 0;
  const atoms = [
    ...(hasZeros && resolutionS === 0 ? [] : [false]),
    ...(withAtom && hasZeros ? [true] : []),
  ];
  if (atoms.length === 0) throw new RangeError("zeros have no density: a resolution or an atom");
  const fits = atoms
    .flatMap((atom) => laws.map((law) => fitOf(durations, curve, law, atom)))
    .sort((a, b) => a.bic - b.bic || a.parameterCount - b.parameterCount);
  const [best] = fits;
  const isOff = best.worst.distance > best.worst.allowed;
  return { fits, best, isOff, verdict: verdictOn(fits, isOff) };
}

function fitOf(durations: Durations, curve: SurvivalCurve, law: LawName, hasAtom: boolean): LawFit {
  const maximum: Maximum =
    law === "erlang" ? fitErlang(durations, hasAtom) : fitLaw(durations, FAMILIES[law], hasAtom);
  const parameterCount = maximum.parameters.length;
  const parameters = parameterCount - (hasAtom ? 1 : 0);
  const { n, eventCount: events, resolution } = durations;
  return {
    ...maximum,
    hasAtom,
    parameterCount,
    aic: 2 * parameterCount - 2 * maximum.logLikelihood,
    bic: parameterCount * Math.log(events) - 2 * maximum.logLikelihood,
    n,
    events,
    ...distanceFrom(curve, { survival: maximum.survival, parameters }, resolution),
  };
}

function verdictOn([best, next]: readonly LawFit[], isOff: boolean): string {
  const ahead =
    next === undefined ? "" : `, ${(next.bic - best.bic).toFixed(1)} ahead of ${next.text}`;
  const { time, distance, allowed } = best.worst;
  const off = isOff
    ? "visibly off, an empirical law describes these durations better"
    : "no farther than chance takes it";
  return (
    `${best.text} has the least BIC${ahead}; ${percent(distance)} from the data at ` +
    `${time.toFixed(0)} s where ${percent(allowed)} could be chance: ${off}`
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
