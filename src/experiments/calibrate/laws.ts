import { percent, significant } from "../../report/format.ts";
import { empiricalLaw, empiricalPatience } from "../../stats/fitting/empiricalLaw.ts";
import { fitLaws } from "../../stats/fitting/fitLaws.ts";
import { kaplanMeier, restrictedMean } from "../../stats/fitting/kaplanMeier.ts";
import type { FittedParameter, LawFits } from "../../stats/fitting/types.ts";
import type { ChosenLaw, Durations } from "./types.ts";

/** Fewer durations that ended by themselves tell too little of a law's shape. */
const EVENTS_MIN = 20;
/** If more durations are the same, all are. */
const CONSTANT_SHARE = 0.9;
/** Values of an empirical law: a scenario has to hold them. */
const VALUES = 100;

/** The laws of durations by the least BIC; none of them where the best is visibly off. */
export function lawOf(
  durations: Durations,
  resolutionS: number,
  what: string,
  otherwise: string,
): ChosenLaw {
  const { seconds, isEvent } = durations;
  const count = seconds.length;
  const events = isEvent === undefined ? count : Array.from(isEvent).filter(Boolean).length;
  const few = { count, events, durations, fits: null, isEmpirical: false };
  if (events < EVENTS_MIN)
    return {
      ...few,
      ...{ text: otherwise, mean: Number.NaN },
      how: `${what}: ${events} of ${count} durations ended by themselves, too few for a law`,
    };
  const { value, share } = commonest(seconds);
  if (share >= CONSTANT_SHARE && events === count)
    return {
      ...few,
      ...{ text: `${value}s`, mean: value },
      how: `${what}: ${percent(share, 1)} of ${count} durations are the same`,
    };
  const fits = fitLaws(seconds, {
    resolutionS: resolutionS === 0 && hasZero(seconds) ? MICROSECOND : resolutionS,
    ...(isEvent && { isEvent }),
  });
  const mean = restrictedMean(kaplanMeier(seconds, isEvent)).estimate ?? Number.NaN;
  const chosen = { fits, count, events, mean, durations };
  if (!fits.isOff)
    return { ...chosen, text: fits.best.text, isEmpirical: false, how: howOf(what, fits) };
  const law =
    isEvent === undefined
      ? empiricalLaw(seconds, VALUES)
      : empiricalPatience(seconds, isEvent, VALUES);
  return { ...chosen, text: law.text, isEmpirical: true, how: howOf(what, fits) };
}

const MICROSECOND = 1e-6;
const hasZero = (seconds: ArrayLike<number>): boolean => Array.prototype.includes.call(seconds, 0);

/** The value that most durations have, and how many. */
function commonest(seconds: ArrayLike<number>): { value: number; share: number } {
  const counts = new Map<number, number>();
  for (let i = 0; i < seconds.length; i++)
    counts.set(seconds[i]!, (counts.get(seconds[i]!) ?? 0) + 1);
  const [value, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
  return { value, share: count / seconds.length };
}

function howOf(what: string, { best, isOff }: LawFits): string {
  const { n, events, law, worst } = best;
  const cut = events < n ? `, of which ${n - events} were cut short` : "";
  const far = `${percent(worst.distance, 1)} from the data at ${significant(worst.time, 3)} s`;
  const chance = percent(worst.allowed, 1);
  const parameters = `${law}, ${best.parameters.map(parameterText).join(", ")}`;
  return isOff
    ? `${what}: ${n} durations${cut}; the best law by BIC (${parameters}) is ${far}, which ` +
        `chance (${chance}) does not explain: the durations themselves`
    : `${what}: ${n} durations${cut}; maximum likelihood, least BIC: ${parameters}; ${far} ` +
        `(by chance ${chance})`;
}

export function parameterText({ name, unit, estimate, low95, high95 }: FittedParameter): string {
  const ends = [low95, high95].map((end) => (end === null ? "?" : significant(end, 3)));
  return `${name} ${significant(estimate, 4)}${unit && ` ${unit}`} [${ends.join(", ")}]`;
}
