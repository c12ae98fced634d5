import { type ProgressBar, progressBar } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

/** Ctrl-C ends the work with what is finished; a watched terminal shows how far it is. */
export async function interruptible<Outcome>(
  terminal: Terminal,
  work: (signal: AbortSignal, onFinished?: ProgressBar["show"]) => Promise<Outcome>,
): Promise<Outcome> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once("SIGINT", interrupt);
  const bar = terminal.isWatched ? progressBar() : undefined;
  try {
    return await work(interruption.signal, bar?.show);
  } finally {
    bar?.stop();
    process.off("SIGINT", interrupt);
  }
}
