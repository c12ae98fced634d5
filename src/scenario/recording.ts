import { constant } from "../engine/distributions/constant.ts";
import type { Fields } from "./fields/scenario.ts";
import type { Recorded, Recording } from "./types.ts";

/** How calls are recorded. */
export function recordingOf({ recording }: Fields): Recording {
  const { mode, screen, upload } = recording;
  return {
    mode,
    encryptionCost: encryptionCost(recording),
    screenBitsPerSecond: screen.rate,
    uploadBitsPerSecond: upload,
    desktopBitsPerSecond: screen.upload,
    muxing: screen.muxing,
  };
}

/** The share of recordings a core carries less, since they are encrypted. */
export const encryptionCost = ({ encrypted, encryptionCost: cost }: Fields["recording"]): number =>
  encrypted ? cost : 0;

/** Of calls whose flow takes no recording in. */
export const NOT_RECORDED: Recorded = {
  recorded: 0,
  screen: 0,
  pauses: 0,
  pause: constant.build({ value: 0 }, "0s"),
};

/** The policy, which is that of every demand. */
export function recordedOf({ recording }: Fields): Recorded {
  const { mode, share, screen, pause } = recording;
  if (mode === "none") return NOT_RECORDED;
  const pauses = pause.share > 0 ? { pauses: pause.share, pause: pause.duration } : {};
  return { ...NOT_RECORDED, recorded: share, screen: screen.share, ...pauses };
}
