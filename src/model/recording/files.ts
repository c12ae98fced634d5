import type { Demand, Scenario } from "../../scenario/types.ts";
import { FILE_KINDS } from "./kinds.ts";

/** Of components that take files: the module that works on them, beside messages. */
export const FILES_MODULE = 1;

const VOICE = FILE_KINDS.indexOf("voice");
const SCREEN = FILE_KINDS.indexOf("screen");

/** Bytes of a file of a recording of a length. With a screen goes its voice, once RWS has both. */
export function bytesOf(
  { storage, recording }: Scenario,
  file: number,
  recordedUs: number,
): number {
  const bits =
    (file === SCREEN ? 0 : storage.fileBitsPerSecond) +
    (file === VOICE ? 0 : recording.screenBitsPerSecond);
  return Math.round((bits * recordedUs) / 8e6);
}

/** The rate at which one file goes over a link, bit/s: a thin one is slower than its sender. */
export function fileRate({ recording, links }: Scenario, fromDesktop: boolean, link: number) {
  const { desktopBitsPerSecond, uploadBitsPerSecond } = recording;
  const own = fromDesktop ? desktopBitsPerSecond : uploadBitsPerSecond;
  return Math.min(own, links[link].bitsPerSecond);
}

/** Time that a file is on its way. */
export const travelUs = (bytes: number, bitsPerSecond: number): number =>
  Math.max(1, Math.round((8e6 * bytes) / bitsPerSecond));

/** Steps of each of two quantiles: the mean of so many is near the integral. */
const STEPS = 128;

/** E min(pause, talk): what a pause keeps out of the file, microseconds. */
export function meanPauseUs({ pauses, pause, talk }: Demand): number {
  if (pauses === 0) return 0;
  const steps = Array.from({ length: STEPS }, (_, i) => (i + 0.5) / STEPS);
  const [ofPause, ofTalk] = [pause, talk].map((law) =>
    law.constant ? [law.mean] : steps.map((u) => law.quantile(u)),
  );
  let sum = 0;
  for (const each of ofPause) for (const other of ofTalk) sum += Math.min(each, other);
  return sum / (ofPause.length * ofTalk.length);
}
