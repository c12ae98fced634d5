import { Queue } from "bullmq";
import { codeVersion } from "../../archive/codeVersion.ts";
import { connect } from "./connection.ts";
import { VERSIONS, withoutPassword } from "./jobs.ts";

/** What is going on for one version of the program. */
export interface VersionStatus {
  readonly version: string;
  readonly isThis: boolean;
  readonly waiting: number;
  readonly active: number;
  readonly failed: number;
  readonly workers: number;
}

/** Of every version that has been seen on this Redis, this one first. */
export async function statusOf(url: string): Promise<VersionStatus[]> {
  const redis = connect(url, withoutPassword(url), () => {});
  try {
    const seen = Object.entries(await redis.hgetall(VERSIONS));
    const all = await Promise.all(
      seen.map(async ([name, version]) => {
        const queue = new Queue(name, { connection: redis });
        const counts = await queue.getJobCounts("wait", "active", "failed");
        const { wait: waiting = 0, active = 0, failed = 0 } = counts;
        const workers = await queue.getWorkersCount();
        const isThis = version === codeVersion();
        return { version, isThis, waiting, active, failed, workers };
      }),
    );
    return all.sort(
      (a, b) => Number(b.isThis) - Number(a.isThis) || (a.version < b.version ? -1 : 1),
    );
  } finally {
    redis.disconnect();
  }
}
