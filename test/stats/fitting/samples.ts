import { distributionKinds } from "../../../src/engine/distributions/index.ts";
import type { Distribution, ParameterValue } from "../../../src/engine/distributions/types.ts";
import { streamOf } from "../../../src/engine/streams.ts";

/** A law in seconds. */
export function lawOf(name: string, values: Readonly<Record<string, ParameterValue>>) {
  return distributionKinds.find((kind) => kind.name === name)!.build(values, name);
}

export interface SampleOptions {
  /** What cuts durations short, if anything does. */
  readonly censoring?: Distribution;
  /** 1: rounded to whole seconds. */
  readonly resolutionS?: number;
}

/** `n` durations of a law, in seconds, always the same for a seed. */
export function sampleOf(
  law: Distribution,
  n: number,
  seed: number,
  { censoring, resolutionS = 0 }: SampleOptions = {},
) {
  const [own, cut] = [streamOf("fitting", seed, "own"), streamOf("fitting", seed, "cut")];
  const times = new Float64Array(n);
  const isEvent = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const duration = law.quantile(own.next());
    const limit = censoring?.quantile(cut.next()) ?? Infinity;
    const time = Math.min(duration, limit);
    times[i] = resolutionS === 0 ? time : resolutionS * Math.round(time / resolutionS);
    isEvent[i] = duration <= limit ? 1 : 0;
  }
  return { times, isEvent };
}

/** A Poisson count, by exponential gaps. */
export function poisson(mean: number, random: () => number): number {
  let count = -1;
  for (let left = mean; left >= 0; count++) left += Math.log(1 - random());
  return count;
}
