/** What coordinators and workers have agreed on: names in Redis, and what a job says. */
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { codeVersion } from "../../archive/codeVersion.ts";
import { decodeSample, encodeSample } from "../../archive/sampleCodec.ts";
import type { Sample } from "../../measure/types.ts";
import type { StudySource } from "../../study.ts";

/** Some replications of one study. */
export interface Job {
  /** See `keyOf`: the worker must come to the same one. */
  readonly key: string;
  readonly path: string;
  readonly overrides: readonly string[];
  readonly texts: readonly (readonly [string, string])[];
  readonly replications: readonly number[];
}

const PREFIX = "busyhour";
/** Results stay so long, for whoever else asks for the same study. */
export const RESULT_SECONDS = 86_400;
/** Versions that have been seen, by their queue. */
export const VERSIONS = `${PREFIX}:versions`;

/** A queue for each version of the program: another version cannot take its jobs. */
export const queueName = (version = codeVersion()): string => `${PREFIX}-${version}`;

export const resultName = (key: string, replication: number): string =>
  `${PREFIX}:result:${key}:${replication}`;

/** The same work has the same name: whoever adds it again adds nothing. */
export function jobName({ key, replications }: Pick<Job, "key" | "replications">): string {
  const what = JSON.stringify([key, replications]);
  return createHash("sha256").update(what).digest("hex").slice(0, 32);
}

export const sourceOf = ({ path, overrides, texts }: Job): StudySource => ({
  path,
  overrides,
  texts: new Map(texts),
});

export const packed = (sample: Sample): Buffer => gzipSync(encodeSample(sample), { level: 1 });
export const unpacked = (bytes: Uint8Array): Sample => decodeSample(gunzipSync(bytes));

/** Whether two packed samples are the same; compressed bytes may differ between machines. */
export const areSame = (a: Uint8Array, b: Uint8Array): boolean =>
  Buffer.compare(gunzipSync(a), gunzipSync(b)) === 0;

/** `redis://:secret@host:6379/1` without what nobody should read. */
export function withoutPassword(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
