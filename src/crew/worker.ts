import type { Sample } from "../measure/types.ts";
import { openStudy, replicate as replicateStudy, type Study, type StudySource } from "../study.ts";

/** What a thread is asked for: one replication of a study. */
export interface Task {
  readonly source: StudySource;
  readonly replication: number;
}

/** The study this thread has planned last, by what it was made from. */
const planned = new Map<string, Study>();

export function replicate({ source, replication }: Task): Sample {
  const { path, overrides, texts } = source;
  const name = JSON.stringify([path, overrides]);
  const study = planned.get(name) ?? openStudy(path, overrides, texts);
  planned.clear();
  planned.set(name, study);
  return replicateStudy(study, replication);
}
