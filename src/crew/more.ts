import type { Sample } from "../measure/types.ts";
import type { Study } from "../study.ts";
import type { Crew } from "./crew.ts";
import { type Progress, wholePrefix } from "./replications.ts";

/**
 * Adds replications of a study to those there are, in the order of their index, until there are
 * `upTo`; when the work is ended early, up to the first that is missing.
 * @throws what a replication throws; then the crew is dismissed
 */
export async function addReplications(
  samples: Sample[],
  upTo: number,
  { study, crew }: { readonly study: Study; readonly crew: Crew },
  { signal, onFinished }: Progress = {},
): Promise<void> {
  const from = samples.length;
  const made = new Array<Sample | undefined>(Math.max(0, upTo - from)).fill(undefined);
  let finished = from;
  const failures: unknown[] = [];
  const runs = made.map(async (_, i) => {
    try {
      made[i] = await crew.replicate(study, from + i);
      onFinished?.(++finished, upTo);
    } catch (error) {
      failures.push(error);
      await crew.dismiss();
    }
  });
  const end = () => void crew.dismiss();
  signal?.addEventListener("abort", end, { once: true });
  await Promise.all(runs);
  signal?.removeEventListener("abort", end);
  if (failures.length > 0 && !signal?.aborted) throw failures[0];
  samples.push(...wholePrefix(made));
}
