import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { codeVersion } from "../../archive/codeVersion.ts";
import { keyOf } from "../../archive/key.ts";
import { SimulationError, UserError } from "../../errors.ts";
import type { Sample } from "../../measure/types.ts";
import type { Study } from "../../study.ts";
import { type Crew, secondsOfReplication } from "../crew.ts";
import { connect, type Notice } from "./connection.ts";
import {
  type Job,
  jobName,
  queueName,
  resultName,
  unpacked,
  VERSIONS,
  withoutPassword,
} from "./jobs.ts";

export interface CoordinatorOptions {
  readonly notice?: Notice;
  /** Replications of a job, instead of as many as take some ten seconds. */
  readonly chunk?: number;
}

/** A job takes about so long, so that little is lost with a worker and little spent on the way. */
const JOB_S = 15;
const LOOK_MS = 200;
/** Jobs that are gone are missed after so many looks. */
const CHECK_EVERY = 10;
const READ_AT_ONCE = 50;

interface Asked {
  readonly key: string;
  readonly study: Study;
  readonly replication: number;
  readonly resolve: (sample: Sample) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Has workers on any number of machines replicate, through a queue in Redis. What is asked for in
 * one turn is cut into jobs. Redis holds nothing that cannot be made again: jobs that are gone,
 * with a Redis that forgets, are added again, and the same job is never there twice.
 */
export class Coordinator implements Crew {
  private readonly redis: Redis;
  private readonly connection: Redis;
  private readonly queue: Queue<Job>;
  private readonly chunk: number | undefined;
  private readonly open = new Map<string, Asked[]>();
  private readonly jobs = new Map<string, Job>();
  private fresh: Asked[] = [];
  private looks = 0;
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private isDismissed = false;

  constructor(url: string, { notice = () => {}, chunk }: CoordinatorOptions = {}) {
    const where = withoutPassword(url);
    this.redis = connect(url, where, notice);
    this.connection = connect(url, where, () => {});
    this.queue = new Queue<Job>(queueName(), { connection: this.connection });
    this.queue.on("error", () => {});
    this.chunk = chunk;
  }

  replicate(study: Study, replication: number): Promise<Sample> {
    if (this.isDismissed) return Promise.reject(new Error("dismissed"));
    return new Promise((resolve, reject) => {
      const asked = { key: keyOf(study), study, replication, resolve, reject };
      if (this.fresh.length === 0) setImmediate(() => this.takeIn());
      this.fresh.push(asked);
      const name = resultName(asked.key, replication);
      this.open.set(name, [...(this.open.get(name) ?? []), asked]);
    });
  }

  async dismiss(): Promise<void> {
    if (this.isDismissed) return;
    this.isDismissed = true;
    clearInterval(this.timer);
    for (const asked of [...this.open.values()].flat()) asked.reject(new Error("dismissed"));
    const names = [...this.jobs.keys()];
    this.open.clear();
    // What nobody has begun need not be done; a Redis that is away forgets it by itself.
    if (this.redis.status === "ready")
      await Promise.allSettled(names.map((name) => this.queue.remove(name)));
    await this.queue.close().catch(() => {});
    this.connection.disconnect();
    this.redis.disconnect();
  }

  /** Cuts what has been asked for into jobs. */
  private takeIn(): void {
    const byStudy = new Map<string, Asked[]>();
    for (const asked of this.fresh)
      byStudy.set(asked.key, [...(byStudy.get(asked.key) ?? []), asked]);
    this.fresh = [];
    for (const [key, asked] of byStudy) {
      const { study } = asked[0]!;
      const { path, overrides, texts } = study.source;
      const size = this.chunk ?? Math.max(1, Math.round(JOB_S / secondsOfReplication(study)));
      const numbers = [...new Set(asked.map(({ replication }) => replication))];
      numbers.sort((a, b) => a - b);
      for (let from = 0; from < numbers.length; from += size) {
        const replications = numbers.slice(from, from + size);
        const job = { key, path, overrides, texts: [...texts], replications };
        this.jobs.set(jobName(job), job);
      }
    }
    this.timer ??= setInterval(() => void this.look(), LOOK_MS);
    void this.addMissing();
  }

  /** Takes what is finished; now and then sees to it that the rest is on its way. */
  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      await this.collect();
      if (++this.looks % CHECK_EVERY === 0) await this.addMissing();
    } catch (error) {
      if (!this.isDismissed) this.fail(error);
    } finally {
      this.isLooking = false;
    }
  }

  private async collect(): Promise<void> {
    const names = [...this.open.keys()];
    for (let from = 0; from < names.length; from += READ_AT_ONCE) {
      const some = names.slice(from, from + READ_AT_ONCE);
      const found = await this.redis.mgetBuffer(...some);
      for (const [i, bytes] of found.entries()) if (bytes !== null) this.finish(some[i]!, bytes);
    }
    for (const [name, { key, replications }] of this.jobs)
      if (!replications.some((each) => this.open.has(resultName(key, each))))
        this.jobs.delete(name);
  }

  private finish(name: string, bytes: Uint8Array): void {
    const asked = this.open.get(name) ?? [];
    this.open.delete(name);
    const sample = unpacked(bytes);
    for (const { resolve } of asked) resolve(sample);
  }

  private async addMissing(): Promise<void> {
    const names = [...this.jobs.keys()];
    await this.redis.hset(VERSIONS, queueName(), codeVersion());
    const found = await Promise.all(names.map((name) => this.queue.getJob(name)));
    const gone: Job[] = [];
    for (const [i, job] of found.entries()) {
      const wanted = this.jobs.get(names[i]!);
      if (wanted === undefined) continue;
      if (!job) gone.push(wanted);
      else if (job.failedReason && (await job.isFailed())) {
        await job.remove();
        throw failureOf(job.failedReason);
      }
    }
    await this.queue.addBulk(
      gone.map((data) => ({
        name: "replicate",
        data,
        opts: { ...JOB_OPTIONS, jobId: jobName(data) },
      })),
    );
  }

  private fail(error: unknown): void {
    const all = [...this.open.values()].flat();
    this.open.clear();
    for (const { reject } of all) reject(error);
  }
}

/** A model that fails fails each time; workers that die are told apart by BullMQ. */
const JOB_OPTIONS = { attempts: 3, removeOnComplete: true, removeOnFail: { age: 3600 } } as const;

/** As the worker has written it: see `worker.ts`. */
function failureOf(reason: string): Error {
  try {
    const { kind, message, facts } = JSON.parse(reason);
    if (kind === "simulation") return Object.assign(new SimulationError("", facts), { message });
    if (kind === "user") return new UserError(message);
  } catch {
    // Told as it is.
  }
  return new Error(`a worker failed: ${reason}`);
}
