import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { UserError } from "../errors.ts";
import type { Sample } from "../measure/types.ts";
import { decodeSample, encodeSample } from "./sampleCodec.ts";

const SUFFIX = ".sample.gz";
const DRAFT = ".draft";
/** Fast rather than small: half the bytes for 3 ms of a replication of the reference. */
const GZIP_LEVEL = 1;

/**
 * A folder of finished replications, each in a file of its own that appears whole or not at all:
 * `<key of the study>/<replication>.sample.gz`. Any number of processes may write to it at the same
 * time. The first to write a replication wins; who comes with other bytes is told so, since the
 * same replication never differs.
 */
export class Archive {
  readonly directory: string;
  /** Tells the drafts of one process apart. */
  private drafts = 0;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Undefined where the replication has not been finished. @throws UserError when it is damaged */
  read(key: string, replication: number): Sample | undefined {
    const bytes = this.bytesOf(key, replication);
    return bytes === undefined ? undefined : decodeSample(bytes);
  }

  /** @throws UserError when the replication is there already and differs */
  write(key: string, replication: number, sample: Sample): void {
    this.writeBytes(key, replication, encodeSample(sample));
  }

  /** The same for a sample that is encoded already. */
  writeBytes(key: string, replication: number, bytes: Uint8Array): void {
    const file = this.fileOf(key, replication);
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${hostname()}-${process.pid}-${this.drafts++}${DRAFT}`;
    writeFileSync(draft, gzipSync(bytes, { level: GZIP_LEVEL }));
    try {
      // Unlike a rename a link does not replace what is there.
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (Buffer.compare(this.bytesOf(key, replication)!, bytes) !== 0)
        throw new UserError(`${file}: this replication is there already, with another result`);
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** Which replications of a study are finished, rising. */
  finished(key: string): number[] {
    const directory = join(this.directory, key);
    if (!existsSync(directory)) return [];
    const names = readdirSync(directory).filter((name) => name.endsWith(SUFFIX));
    return names.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
  }

  /** The keys of all studies of which some replication is there. */
  keys(): string[] {
    return existsSync(this.directory) ? readdirSync(this.directory).sort() : [];
  }

  /** Copies what another holds. @throws UserError when a replication of both differs */
  takeOver(other: Archive): void {
    for (const key of other.keys())
      for (const replication of other.finished(key))
        this.writeBytes(key, replication, other.bytesOf(key, replication)!);
  }

  /** Takes away what killed processes have left; call it while no other writes. */
  tidy(): void {
    for (const key of this.keys())
      for (const name of readdirSync(join(this.directory, key)))
        if (name.endsWith(DRAFT)) rmSync(join(this.directory, key, name), { force: true });
  }

  /** The encoded sample. */
  bytesOf(key: string, replication: number): Uint8Array | undefined {
    const file = this.fileOf(key, replication);
    if (!existsSync(file)) return undefined;
    try {
      return gunzipSync(readFileSync(file));
    } catch (error) {
      throw new UserError(`${file}: damaged (${(error as Error).message}); delete it and resume`);
    }
  }

  private fileOf(key: string, replication: number): string {
    return join(this.directory, key, `${String(replication).padStart(6, "0")}${SUFFIX}`);
  }
}
