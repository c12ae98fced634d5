import { levelQuantile, meanOf, ratioOfMeans, windowQuantile } from "./estimators.ts";
import {
  constant,
  counter,
  levelMax,
  levelMean,
  perSecond,
  product,
  scaled,
  sum,
  windowMax,
  windowMean,
} from "./sources.ts";
import type { Metric, Source } from "./types.ts";

const MBPS_PER_BPS = 1e-6;

const counted = (id: string, meaning: string): Metric => ({
  id,
  unit: "recordings",
  meaning: `${meaning}, within the measured time`,
  estimator: meanOf(counter(id)),
});

/** A level: its mean, what covers 99.9 % of the time, and its greatest. */
const level = (
  id: string,
  of: string,
  unit: string,
  meaning: string,
  as: (source: Source) => Source = (source) => source,
): Metric[] => [
  { id, unit, meaning: `${meaning}: time average`, estimator: meanOf(as(levelMean(of))) },
  {
    id: `${id}.max`,
    unit,
    meaning: `${meaning}: mean over the replications of each one's greatest number`,
    estimator: meanOf(as(levelMax(of))),
  },
];

const within = (probability: number) => `not exceeded in ${probability * 100} % of all seconds`;

/** A bandwidth: its mean, and its seconds. */
const bandwidth = (id: string, of: string, meaning: string): Metric[] => [
  {
    id,
    unit: "Mbps",
    meaning: `${meaning}: mean over the measured time`,
    estimator: meanOf(scaled(MBPS_PER_BPS, windowMean(of))),
  },
  ...[0.95, 0.99].map(
    (probability): Metric => ({
      id: `${id}.p${probability * 100}of1s`,
      unit: "Mbps",
      meaning: `${meaning}: ${within(probability)}`,
      estimator: windowQuantile(of, probability, MBPS_PER_BPS),
    }),
  ),
  {
    id: `${id}.max1s`,
    unit: "Mbps",
    meaning: `${meaning} in the busiest second, mean over the replications`,
    estimator: meanOf(scaled(MBPS_PER_BPS, windowMax(of))),
  },
];

const kept = (of: string): Source =>
  scaled(1e-9, product(perSecond(counter(of)), constant("kept.seconds")));

/** What scenarios have that simulate recordings: `recording.mode`. */
export const recording: readonly Metric[] = [
  counted("recording.started", "recordings begun"),
  counted("recording.completed", "recordings that ended with their call"),
  counted("recording.cut", "recordings lost with a call that a failure cut off"),
  counted("recording.missed", "calls that went on without, since no port was free to record them"),
  {
    id: "recording.missed.ratio",
    unit: "ratio",
    meaning: "calls that found no port for their recording over all that were to be recorded",
    estimator: ratioOfMeans(
      counter("recording.missed"),
      sum(counter("recording.started"), counter("recording.missed")),
    ),
  },
  ...level("recording.sessions", "recording.sessions", "recordings", "recordings going on"),
  {
    id: "recording.sessions.p999",
    unit: "recordings",
    meaning: "recordings that cover 99.9 % of the time of all replications together",
    estimator: levelQuantile("recording.sessions", 0.999),
  },
  ...bandwidth("recording.media", "recording.media", "streams into and out of MCPs that record"),
  ...bandwidth("recording.upload", "recording.upload", "voice files on their way to the store"),
  ...level(
    "recording.upload.backlog",
    "recording.upload.files",
    "files",
    "voice and screens that wait for their upload or are on their way",
  ),
  ...level(
    "recording.upload.backlog.size",
    "recording.upload.kB",
    "MB",
    "the same in 10^6 bytes",
    (source) => scaled(1e-3, source),
  ),
  counted("recording.stored", "voice files stored"),
  counted("recording.screens", "screens captured"),
  counted("recording.muxed", "screens put together with their voice and stored"),
  ...level(
    "recording.muxer.backlog",
    "recording.muxer.files",
    "screens",
    "screens at RWS or the muxers of the primary site that are not stored yet",
  ),
  {
    id: "recording.stored.size",
    unit: "kB",
    meaning: "mean size of the voice files stored: talk less pauses, times the bit rate",
    estimator: ratioOfMeans(
      scaled(1e-3, counter("recording.stored.bytes")),
      counter("recording.stored"),
    ),
  },
  {
    id: "recording.kept.voice",
    unit: "GB",
    meaning: "voice files as they were stored, over their retention",
    estimator: meanOf(kept("recording.stored.bytes")),
  },
  {
    id: "recording.kept.screens",
    unit: "GB",
    meaning: "screens with their voice as they were stored, over their retention",
    estimator: meanOf(kept("recording.muxed.bytes")),
  },
  ...bandwidth(
    "bandwidth.recording",
    "link.recording",
    "streams of recordings, among the media of one direction of a link",
  ),
  ...bandwidth(
    "bandwidth.files",
    "link.files",
    "files of recordings on one direction of a link: to store, RWS and muxer",
  ),
];
