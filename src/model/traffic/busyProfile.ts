import type { Distribution } from "../../engine/distributions/types.ts";
import type { Stream } from "../../engine/streams.ts";
import type { RateProfile, Run } from "../../scenario/types.ts";

/**
 * Rates of one replication in which each interval of the clock is busier or quieter than planned by
 * a factor of its own, up to the end of the measured time. All demands that are given a stream of
 * the same name share the factors. Factors are drawn in the order of time, whatever the profile.
 */
export function busyProfile(
  profile: RateProfile,
  { startOfDayUs, warmUpUs, measureUs, intervalLengthUs }: Run,
  factor: Distribution | null,
  stream: Stream,
): RateProfile {
  if (factor === null) return profile;
  const endUs = warmUpUs + measureUs;
  const factors: { readonly fromUs: number; readonly factor: number }[] = [];
  const offsetUs = startOfDayUs % intervalLengthUs;
  for (let fromUs = -offsetUs; fromUs < endUs; fromUs += intervalLengthUs)
    factors.push({ fromUs, factor: factor.quantile(stream.next()) });
  factors.push({ fromUs: endUs, factor: 1 });
  const own = profile.startUs.map((fromUs, i) => ({ fromUs, i }));
  const startUs = [
    ...new Set([...profile.startUs, ...factors.map(({ fromUs }) => Math.max(0, fromUs))]),
  ].sort((a, b) => a - b);
  const within = startUs.filter((atUs) => atUs >= profile.startUs[0]);
  const segments = within.map((atUs) => own.findLast(({ fromUs }) => fromUs <= atUs)!.i);
  return {
    startUs: within,
    perSecond: segments.map(
      (i, s) =>
        profile.perSecond[i] * factors.findLast(({ fromUs }) => fromUs <= within[s])!.factor,
    ),
    labels: segments.map((i) => profile.labels[i] ?? ""),
  };
}
