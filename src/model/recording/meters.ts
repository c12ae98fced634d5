import type { Layout } from "../../measure/layout.ts";
import type { Scenario } from "../../scenario/types.ts";
import { type Scope, ScopeTables } from "../scopeTables.ts";

/**
 * Counters: recordings begun, ended, cut off with their call, and calls without a port for one;
 * voice files stored and their bytes; screens captured, put together and stored, and their bytes.
 */
const COUNTS = [
  "started",
  "completed",
  "cut",
  "missed",
  "stored",
  "stored.bytes",
  "screens",
  "muxed",
  "muxed.bytes",
] as const;
export const RECORDING_COUNT = Object.fromEntries(
  COUNTS.map((name, index) => [name, index]),
) as Readonly<Record<(typeof COUNTS)[number], number>>;

/**
 * Levels: recordings; files that wait for their upload or are on it, in kB too; voice files that
 * are on it; screens to mux.
 */
const LEVELS = ["sessions", "upload.files", "upload.kB", "upload.voice", "muxer.files"] as const;
export const RECORDING_LEVEL = Object.fromEntries(
  LEVELS.map((name, index) => [name, index]),
) as Readonly<Record<(typeof LEVELS)[number], number>>;

/** Recorder indexes; all −1 where nothing is recorded. Columns: cluster, sites. */
export interface RecordingMeters {
  readonly scopes: number;
  readonly counts: Int32Array;
  readonly levels: Int32Array;
  /** By link: streams of recordings, among all its streams. */
  readonly linkStreams: Int32Array;
  /** By link, then FROM_SERVER and FROM_DESKTOP: files on their way. */
  readonly linkFiles: Int32Array;
}

export const FROM_SERVER = 0;
export const FROM_DESKTOP = 1;

export const isRecording = ({ recording }: Scenario): boolean => recording.mode !== "none";

/** `sites`: the scope of the cluster, then one for each site. */
export function recordingMeters(
  scenario: Scenario,
  sites: readonly Scope[],
  links: readonly string[],
  layout: Layout,
): RecordingMeters {
  const tables = new ScopeTables(layout);
  const idOf = (name: string) => (isRecording(scenario) ? `recording.${name}` : "");
  const onLinks = (...ids: readonly string[]) =>
    Int32Array.from(
      links.flatMap((link) =>
        ids.map((id) => (isRecording(scenario) ? layout.level(id, link) : -1)),
      ),
    );
  return {
    scopes: sites.length,
    counts: tables.of("counter", COUNTS.map(idOf), sites, (id, scope) => layout.counter(id, scope)),
    levels: tables.of("level", LEVELS.map(idOf), sites, (id, scope) =>
      layout.level(id, scope, { histogram: true }),
    ),
    linkStreams: onLinks("link.recordingStreams"),
    linkFiles: onLinks("link.filesFromServers", "link.filesFromDesktops"),
  };
}
