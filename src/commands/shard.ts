import { InvalidArgumentError } from "commander";
import { EXIT_CODES, UserError } from "../errors.ts";
import type { Study } from "../study.ts";
import type { Place, Prepared } from "./experiment.ts";
import { INTERRUPTED } from "./terminal.ts";

/** One of `count` equal parts of the work, numbered from 1. */
export interface Shard {
  readonly number: number;
  readonly count: number;
}

/** For `--shard 3/8`. */
export function shardOf(text: string): Shard {
  const [number = 0, count = 0] = text.split("/").map(Number);
  if (!/^\d+\/\d+$/.test(text) || number < 1 || number > count)
    throw new InvalidArgumentError("Wanted: the part and their number, such as 3/8.");
  return { number, count };
}

/**
 * Makes the replications of one part, every `count`-th, and leaves them in the archive of the crew.
 * @throws UserError where results decide what is replicated next
 */
export async function makeShare(
  { studies }: Prepared,
  { number, count }: Shard,
  { crewOf, signal, onFinished, terminal }: Omit<Place, "isJson">,
): Promise<number> {
  if (studies === undefined)
    throw new UserError("--shard: here results decide what is replicated next, one cannot share");
  const units = studies.flatMap((study) =>
    Array.from({ length: study.scenario.run.replications }, (_, index) => ({ study, index })),
  );
  const own = units.filter((_, i) => i % count === number - 1);
  const crew = crewOf(studiesOf(own));
  signal.addEventListener("abort", () => crew.dismiss(), { once: true });
  let finished = 0;
  try {
    const runs = own.map(async ({ study, index }) => {
      await crew.replicate(study, index);
      finished++;
      onFinished?.(finished, own.length);
    });
    await Promise.all(runs);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await crew.dismiss();
  }
  terminal.out(`${finished} of ${own.length} replications of shard ${number}/${count} are kept\n`);
  return finished < own.length ? INTERRUPTED : EXIT_CODES.done;
}

const studiesOf = (units: readonly { readonly study: Study }[]): Study[] => [
  ...new Set(units.map(({ study }) => study)),
];
