import pc from "picocolors";

/** 128 + SIGINT, as shells count it: the exit code of what Ctrl-C has ended. */
export const INTERRUPTED = 130;

/** Where a command writes: results to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Somebody watches `err`: progress is worth showing. */
  readonly isWatched: boolean;
  /** `out` shows colours: it is a terminal, and NO_COLOR does not forbid them. */
  readonly hasColour: boolean;
}

/** The terminal of this process. A reader who has seen enough (`| head`) ends it quietly. */
export function processTerminal(): Terminal {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isWatched: process.stderr.isTTY,
    hasColour: process.stdout.isTTY === true && pc.isColorSupported,
  };
}
