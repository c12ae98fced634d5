import type { Findings } from "../report/types.ts";
import { runStudy } from "../run.ts";
import { interruptible } from "./interruptible.ts";
import { interruptionNote } from "./run.ts";
import type { Terminal } from "./terminal.ts";

/** Runs a study of which nothing is kept; Ctrl-C ends it with what is finished by then. */
export async function watched(
  path: string,
  overrides: readonly string[],
  { workers }: { readonly workers?: number },
  terminal: Terminal,
): Promise<Findings | undefined> {
  return interruptible(terminal, async (signal, onFinished) => {
    const findings = await runStudy(path, {
      overrides,
      ...(workers !== undefined && { workers }),
      ...(onFinished && { onFinished }),
      signal,
    });
    if (signal.aborted) terminal.err(interruptionNote(findings));
    return findings;
  });
}
