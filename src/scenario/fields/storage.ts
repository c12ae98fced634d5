import * as z from "zod";
import type { Parameter, Source } from "../../parameter.ts";
import type { Names } from "./names.ts";
import { quantity } from "./quantities.ts";
import { recordingFields } from "./recording.ts";
import { optionalSection } from "./sections.ts";

const kept = (what: string, standard: string, source: Source): Parameter => ({
  kind: "duration",
  meaning: `How long ${what} are kept`,
  default: standard,
  min: "0s",
  max: "9000d",
  source,
});

const size = (meaning: string, standard: string, source: Source): Parameter => ({
  kind: "bytes",
  meaning,
  default: standard,
  min: "0B",
  max: "1000GB",
  source,
});

const MONTHS_3 = "blueprint 6.1: 3 months";

const RETENTION = z.strictObject({
  recordings: quantity(
    kept("recordings", "90d", { mark: "assumption", note: "the planner's own, often a law's" }),
  ),
  logs: quantity(kept("logs", "14d", { mark: "blueprint", note: "6.1: debug, 2 weeks" })),
  reportingDetail: quantity(
    kept("reporting data of single calls", "91d", { mark: "blueprint", note: MONTHS_3 }),
  ),
  reportingHistory: quantity(
    kept("aggregated reporting data", "730d", { mark: "blueprint", note: "6.1: 2 years" }),
  ),
});

const STORAGE = z.strictObject({
  busyHourShare: quantity({
    kind: "share",
    meaning: "Share of a day's calls in an hour at the measured rate; unused from a day up",
    default: 0.12,
    min: 0.0417,
    source: { mark: "assumption", note: "28,800 calls in the busy hour are 240,000 a day" },
  }),
  database: quantity(
    size("Database of the recordings: size at first", "1GB", { mark: "blueprint", note: "6.1.2" }),
  ),
  record: quantity(
    size("Database of the recordings: data of one recording", "1kB", {
      mark: "blueprint",
      note: "6.1.2: 0.1 GB per 100,000 recordings",
    }),
  ),
  index: quantity(
    size("Database of the recordings: index of one recording", "3kB", {
      mark: "blueprint",
      note: "6.1.2: 0.3 GB per 100,000 recordings",
    }),
  ),
  voicemail: quantity({
    kind: "bandwidth",
    meaning: "Bit rate of a stored voicemail message",
    default: "64kbps",
    min: "1kbps",
    max: "10Mbps",
    source: { mark: "assumption", note: "G.711 as it comes; no public figure" },
  }),
  logsPerCall: quantity(
    size("Logs of all components for one offered call, debug level", "1MB", {
      mark: "assumption",
      note: "about 130 kB of messages, logged at both ends with as much again; no public figure",
    }),
  ),
  detailPerCall: quantity(
    size("Reporting data of one offered call before aggregation", "12kB", {
      mark: "assumption",
      note: "60 rows of 200 B; no public figure",
    }),
  ),
  aggregatesPerAgentDay: quantity(
    size("Aggregated reporting data of one agent and day", "20kB", {
      mark: "assumption",
      note: "quarters of an hour of 8 h, three rows of 200 B each; no public figure",
    }),
  ),
});

/** What is recorded and kept of each call, in which form and for how long. */
export const storageFields = (names: Names | undefined) => ({
  recording: recordingFields(names),
  retention: optionalSection(RETENTION),
  storage: optionalSection(STORAGE),
});
