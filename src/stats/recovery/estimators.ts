import { type Interval, meanInterval, undefinedBecause } from "../intervals.ts";
import { meanOf } from "../metrics/estimators.ts";
import { mapped } from "../metrics/sources.ts";
import type { Estimator, Source } from "../metrics/types.ts";

/**
 * The mean over the replications of what follows a failure. It is undefined, and says why, where a
 * replication has no failure to speak of (NaN), or does not get there within the run (Infinity): a
 * mean of those that do would look better than it is.
 */
export const afterFailure = (source: Source): Estimator => meanOf(source, intervalOf);

/** The share of the replications that do not get there within the run. */
export const notWithinRun = (source: Source): Estimator =>
  meanOf(mapped(source, (value) => (value === Number.POSITIVE_INFINITY ? 1 : 0)));

function intervalOf(values: number[]): Interval {
  const all = values.length;
  const without = values.filter(Number.isNaN).length;
  if (without > 0)
    return undefinedBecause(
      `no failure with a minute before it in the measured time: ${without} of ${all} replications`,
    );
  const reached = values.filter(Number.isFinite);
  if (reached.length === all) return meanInterval(values);
  const none = undefinedBecause(
    `not within the run: ${all - reached.length} of ${all} replications`,
  );
  return reached.length === 0 ? none : { ...none, min: Math.min(...reached) };
}
