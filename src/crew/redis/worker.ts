import { UnrecoverableError, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { keyOf } from "../../archive/key.ts";
import { SimulationError } from "../../errors.ts";
import { openStudy, type Study } from "../../study.ts";
import type { Crew } from "../crew.ts";
import { threads } from "../threads.ts";
import { connect, type Notice } from "./connection.ts";
import {
  areSame,
  type Job,
  packed,
  queueName,
  RESULT_SECONDS,
  resultName,
  sourceOf,
  withoutPassword,
} from "./jobs.ts";

/**
 * A lock lasts so long without being renewed, which this thread does while others compute: one that
 * computed itself would lose its jobs. A worker that is gone is found out within both together.
 */
const LOCK_MS = 12_000;
const STALLED_MS = 5_000;
/** A job may lose its worker so often. */
const STALLED_MAX = 10;

export interface WorkerOptions {
  readonly threads: number;
  readonly notice: Notice;
  /** After each job: how many replications it made. */
  readonly onJob?: (made: number) => void;
}

export interface RunningWorker {
  isIdle(): boolean;
  /** Ends when what has been begun is finished. */
  close(): Promise<void>;
}

/** Makes replications for whoever asks for them, until it is closed. */
export function startWorker(url: string, options: WorkerOptions): RunningWorker {
  const where = withoutPassword(url);
  const results = connect(url, where, options.notice);
  const crew = threads(options.threads);
  const studies = new Map<string, Study>();
  const jobs = connect(url, where, () => {});
  let running = 0;
  const worker = new Worker<Job>(
    queueName(),
    async ({ data }) => {
      running++;
      try {
        options.onJob?.(await work(data, { crew, results, studies }));
      } finally {
        running--;
      }
    },
    {
      connection: jobs,
      concurrency: options.threads,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_MS,
      maxStalledCount: STALLED_MAX,
    },
  );
  // A job that was taken over by another worker meanwhile, or a Redis that is away.
  worker.on("error", () => {});
  return {
    isIdle: () => running === 0,
    async close() {
      await worker.close();
      await crew.dismiss();
      jobs.disconnect();
      results.disconnect();
    },
  };
}

interface Means {
  readonly crew: Crew;
  readonly results: Redis;
  /** The study worked on last, by its key. */
  readonly studies: Map<string, Study>;
}

/** @returns how many replications were made: others may have made some before */
async function work(job: Job, { crew, results, studies }: Means): Promise<number> {
  let made = 0;
  try {
    const study = studyOf(job, studies);
    for (const replication of job.replications) {
      const name = resultName(job.key, replication);
      if ((await results.exists(name)) === 1) continue;
      const bytes = packed(await crew.replicate(study, replication));
      await keep(results, name, bytes);
      made++;
    }
    return made;
  } catch (error) {
    throw told(error);
  }
}

function studyOf(job: Job, studies: Map<string, Study>): Study {
  const known = studies.get(job.key);
  if (known !== undefined) return known;
  const study = openStudy(job.path, job.overrides, sourceOf(job).texts);
  if (keyOf(study) !== job.key)
    throw new Error(`this worker reads another study than the one that asks (${job.path})`);
  studies.clear();
  studies.set(job.key, study);
  return study;
}

/** The first to write wins; who comes with another result has found a bug. */
export async function keep(results: Redis, name: string, bytes: Buffer): Promise<void> {
  if ((await results.set(name, bytes, "EX", RESULT_SECONDS, "NX")) === "OK") return;
  const there = await results.getBuffer(name);
  if (there === null || areSame(there, bytes)) return;
  throw new Error(`${name} is there already, with another result`);
}

/** As the coordinator reads it: see `coordinator.ts`. What fails here fails anywhere. */
function told(error: unknown): Error {
  const { message } = error as Error;
  const facts = error instanceof SimulationError ? error.facts : undefined;
  const kind = facts === undefined && !/ failed: /.test(message) ? "user" : "simulation";
  return new UnrecoverableError(JSON.stringify({ kind, message, facts: facts ?? NO_FACTS }));
}

const NO_FACTS = { seed: "", scenarioHash: "", timeUs: 0, flow: "", step: "", replayCommand: "" };
