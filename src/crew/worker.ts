import type { Sample } from "../measure/types.ts";
import { openStudy, type Study, type StudySource } from "../study.ts";
import { replicateInto } from "./recorded.ts";

/** What a thread is asked for: one replication of a study. */
export interface Task {
  readonly source: StudySource;
  readonly replication: number;
  /** A folder for its calls. */
  readonly recordsIn?: string | undefined;
}

/** The study this thread has planned last, by what it was made from. */
const planned = new Map<string, Study>();

export function replicate({ source, replication, recordsIn }: Task): Promise<Sample> {
  const { path, overrides, texts } = source;
  const name = JSON.stringify([path, overrides]);
  const study = planned.get(name) ?? openStudy(path, overrides, texts);
  planned.clear();
  planned.set(name, study);
  return replicateInto(recordsIn, study, replication);
}
