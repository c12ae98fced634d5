import { Presets, SingleBar } from "cli-progress";

/** Shows on the terminal how many replications are finished, and the time left. */
export interface ProgressBar {
  readonly show: (finished: number, wanted: number, note?: string) => void;
  readonly stop: () => void;
}

export function progressBar(): ProgressBar {
  const bar = new SingleBar(
    {
      format: "{bar} {value} of {total} replications, {eta_formatted} left{note}",
      stream: process.stderr,
      clearOnComplete: true,
      // Replications take long: the last few say more of the next than the last hundred.
      etaBuffer: 20,
    },
    Presets.shades_classic,
  );
  return {
    show(finished, wanted, note = "") {
      const payload = { note: note && `; ${note}` };
      if (!bar.isActive) bar.start(wanted, finished - 1, payload);
      bar.setTotal(wanted);
      bar.update(finished, payload);
      if (finished === wanted) bar.stop();
    },
    stop: () => bar.stop(),
  };
}
