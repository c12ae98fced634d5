import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

const SUFFIX = ".parquet";
const DRAFT = ".draft";

/**
 * A folder of tables of calls, one for each replication: `<replication>.parquet`, which appears
 * whole or not at all. Any number of processes may write to it at the same time: whoever makes a
 * replication writes the same bytes.
 */
export class CallRecords {
  readonly directory: string;
  private drafts = 0;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** All of its tables, for what takes a pattern of names. */
  get pattern(): string {
    return join(this.directory, `*${SUFFIX}`);
  }

  has(replication: number): boolean {
    return existsSync(this.fileOf(replication));
  }

  write(replication: number, bytes: Uint8Array): void {
    this.place(replication, (draft) => writeFileSync(draft, bytes));
  }

  /** Copies what another holds. */
  takeOver(other: CallRecords): void {
    for (const replication of other.finished())
      if (!this.has(replication))
        this.place(replication, (draft) => copyFileSync(other.fileOf(replication), draft));
  }

  /** The replications whose calls are there, rising. */
  finished(): number[] {
    const whole = this.names().filter((name) => name.endsWith(SUFFIX));
    return whole.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
  }

  /** Takes away what killed processes have left; call it while no other writes. */
  tidy(): void {
    for (const name of this.names())
      if (name.endsWith(DRAFT)) rmSync(join(this.directory, name), { force: true });
  }

  private names(): string[] {
    return existsSync(this.directory) ? readdirSync(this.directory) : [];
  }

  private place(replication: number, write: (draft: string) => void): void {
    mkdirSync(this.directory, { recursive: true });
    const file = this.fileOf(replication);
    const draft = `${file}.${hostname()}-${process.pid}-${this.drafts++}${DRAFT}`;
    try {
      write(draft);
      renameSync(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private fileOf(replication: number): string {
    return join(this.directory, `${String(replication).padStart(6, "0")}${SUFFIX}`);
  }
}
