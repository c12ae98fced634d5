import type { Layout } from "../measure/layout.ts";
import type { Storage } from "../scenario/types.ts";

/** Bytes kept for each unit of load, over the whole retention. */
export interface Kept {
  /** For each call that talks, as a time average. */
  readonly recordings: number;
  /** Of a file, for each such file a second. */
  readonly seconds: number;
  /** Of the recordings' database: whatever the load, and for each answered call a second. */
  readonly databaseAtFirst: number;
  readonly database: number;
  /** For each offered call a second. */
  readonly logs: number;
  readonly reportingDetail: number;
  /** For each agent logged in. */
  readonly reportingAggregates: number;
}

/**
 * What the retention of a scenario keeps, in closed form: the load of a day times days times bytes.
 * A recording is as long as the talk and its file a constant bit rate (blueprint 6.1.1, 6.1.2);
 * `recording.kept.*` are those that were simulated.
 */
export function keptOf(storage: Storage): Kept {
  const { daySeconds, recordedShare, days } = storage;
  const recordedSeconds = daySeconds * days.recordings * recordedShare;
  return {
    seconds: daySeconds * days.recordings,
    recordings: (recordedSeconds * storage.fileBitsPerSecond) / 8,
    databaseAtFirst: storage.databaseBytes,
    database: recordedSeconds * (storage.recordBytes + storage.indexBytes),
    logs: daySeconds * days.logs * storage.logBytesPerCall,
    reportingDetail: daySeconds * days.detail * storage.detailBytesPerCall,
    reportingAggregates: days.aggregates * storage.aggregateBytesPerAgentDay,
  };
}

/** Tells the layout, as `kept.<name>`: metrics multiply it with the load. */
export function layKept(storage: Storage, layout: Layout): void {
  for (const [name, bytes] of Object.entries(keptOf(storage)))
    layout.constant(`kept.${name}`, bytes);
}
