import { CallRecords } from "../archive/callRecords.ts";
import type { Sample } from "../measure/types.ts";
import { CallLog } from "../model/callLog.ts";
import { replicate, type Study } from "../study.ts";
import { callTable } from "./callTable.ts";

/** One replication; its calls go to a folder when one is given and they are not there already. */
export async function replicateInto(
  recordsIn: string | undefined,
  study: Study,
  replication: number,
): Promise<Sample> {
  if (recordsIn === undefined) return replicate(study, replication);
  const records = new CallRecords(recordsIn);
  if (records.has(replication)) return replicate(study, replication);
  const log = new CallLog();
  const sample = replicate(study, replication, log);
  records.write(replication, await callTable(study.plan, replication, log));
  return sample;
}
