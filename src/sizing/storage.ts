import { keptOf } from "../model/storage.ts";
import { percent } from "../report/format.ts";
import { BLUEPRINT, printedOf } from "./blueprint.ts";
import { n } from "./figures.ts";
import type { SizingLoad } from "./load.ts";
import type { Section, SizingRow } from "./types.ts";

const GB = 1e9;

/** Blueprint 6.1.1, 6.1.2 and the retention of 6.1. */
export const storage = (load: SizingLoad): Section => ({
  title: "Storage, database, logs and reporting (blueprint 6.1, 6.1.1, 6.1.2)",
  note:
    "1 GB = 10^9 bytes, one copy. A recording is as long as the talk, without pauses. Screen " +
    "recordings are left out. Logs and single calls are those of customers' calls, not of what " +
    "campaigns dial",
  rows: [...dayRows(load), ...recordingRows(load), ...logRows(load), ...reportingRows(load)],
});

/** A day's calls are so many seconds of the measured rate. */
function dayRows({ caps, conversations, scenario }: SizingLoad): readonly SizingRow[] {
  const { daySeconds, recordedShare } = scenario.storage;
  return [
    {
      id: "day.calls",
      title: "customers' calls a day",
      unit: "",
      value: caps * daySeconds,
      derivation: `${n(caps)}/s × ${n(daySeconds)} s (${hourShare(daySeconds)})`,
    },
    {
      id: "day.recordings",
      title: "recordings a day",
      unit: "",
      value: conversations.caps * daySeconds * recordedShare,
      derivation:
        `${n(conversations.caps)}/s × ${n(daySeconds)} s × ${percent(recordedShare, 0)} ` +
        `recorded, ${n(conversations.talkS)} s each`,
    },
  ];
}

function hourShare(daySeconds: number): string {
  if (daySeconds === 86_400) return "the whole day";
  return `an hour has ${percent(3600 / daySeconds, 1)} of the day's calls`;
}

function recordingRows(load: SizingLoad): readonly SizingRow[] {
  const { caps, talkS } = load.conversations;
  const { storage: settings } = load.scenario;
  const { fileBitsPerSecond, channels, days, recordBytes, indexBytes, databaseBytes } = settings;
  const kept = keptOf(settings);
  const recordings = caps * settings.daySeconds * settings.recordedShare * days.recordings;
  const kbps = fileBitsPerSecond / 1e3;
  const figure = channels === "stereo" ? BLUEPRINT.stereoKbps : BLUEPRINT.monoKbps;
  const perRecord = recordBytes + indexBytes;
  return [
    {
      id: "recording.rate",
      title: `recorded file, ${channels}`,
      unit: "kbit/s",
      value: kbps,
      derivation: "as stated",
      ...printedOf(load)({ value: figure }),
    },
    {
      id: "recording.size",
      title: "size of a recording, mean",
      unit: "kB",
      value: (kbps * talkS) / 8,
      derivation: `${n(kbps)} kbit/s × ${n(talkS)} s / 8`,
    },
    {
      id: "storage.recordings",
      title: "recordings kept",
      unit: "GB",
      value: (caps * talkS * kept.recordings) / GB,
      derivation: `${n(recordings)} of ${n(days.recordings)} days × ${n((kbps * talkS) / 8)} kB`,
      measured: { metrics: ["storage.recordings"] },
    },
    {
      id: "storage.database",
      title: "database of the recordings",
      unit: "GB",
      value: (databaseBytes + caps * kept.database) / GB,
      derivation:
        `${n(databaseBytes / GB)} GB + ${n(recordings)} × ${n(perRecord / 1e3)} kB ` +
        `(${n(recordBytes / 1e4)} GB data and ${n(indexBytes / 1e4)} GB index per 100,000)`,
      // A run counts those of customers alone.
      ...(load.campaigns.length === 0 && { measured: { metrics: ["storage.database"] } }),
    },
  ];
}

const callsOf = (calls: number, days: number): string => `${n(calls)} calls of ${n(days)} days`;

function logRows({ caps, scenario }: SizingLoad): readonly SizingRow[] {
  const { days, daySeconds, logBytesPerCall } = scenario.storage;
  const calls = caps * daySeconds * days.logs;
  return [
    {
      id: "storage.logs",
      title: "logs, debug level",
      unit: "GB",
      value: (caps * keptOf(scenario.storage).logs) / GB,
      derivation: `${callsOf(calls, days.logs)} × ${n(logBytesPerCall / 1e6)} MB (assumed)`,
      measured: { metrics: ["storage.logs"] },
    },
  ];
}

function reportingRows({ caps, agents, scenario }: SizingLoad): readonly SizingRow[] {
  const { days, daySeconds, detailBytesPerCall, aggregateBytesPerAgentDay } = scenario.storage;
  const kept = keptOf(scenario.storage);
  const calls = caps * daySeconds * days.detail;
  return [
    {
      id: "reporting.detail",
      title: "reporting, single calls",
      unit: "GB",
      value: (caps * kept.reportingDetail) / GB,
      derivation: `${callsOf(calls, days.detail)} × ${n(detailBytesPerCall / 1e3)} kB (assumed)`,
    },
    {
      id: "reporting.aggregates",
      title: "reporting, aggregates",
      unit: "GB",
      value: (agents * kept.reportingAggregates) / GB,
      derivation:
        `${n(agents)} agents × ${n(days.aggregates)} days × ` +
        `${n(aggregateBytesPerAgentDay / 1e3)} kB (assumed)`,
    },
    {
      id: "storage.reporting",
      title: "reporting database",
      unit: "GB",
      value: (caps * kept.reportingDetail + agents * kept.reportingAggregates) / GB,
      derivation: "single calls and aggregates",
      measured: { metrics: ["storage.reporting"] },
    },
  ];
}
