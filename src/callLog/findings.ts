import { doubleColumns } from "../model/columns.ts";
import { FINDING_KINDS, type FindingId, kindNumber } from "./kinds.ts";

const ROOM = 256;
const GIVEN_MAX = 60;

/** What an import has to say about lines of a log, in the order found. */
export class Findings {
  count = 0;
  /** Index into FINDING_KINDS. */
  kind = new Uint8Array(ROOM);
  /** Of the source, from 1. */
  line = new Int32Array(ROOM);
  /** By kind. */
  readonly counts: number[] = FINDING_KINDS.map(() => 0);
  /** Lines whose calls are left out. */
  leftOut = 0;
  private readonly texts = new Map<number, string>();

  /** @param given what stands there, where that helps */
  add(id: FindingId, line: number, given?: string): void {
    if (this.count === this.kind.length) doubleColumns(this);
    const kind = kindNumber(id);
    this.kind[this.count] = kind;
    this.line[this.count] = line;
    if (given !== undefined) this.texts.set(this.count, excerpt(given));
    this.counts[kind]!++;
    this.count++;
  }

  /** What stands there; empty where it is not kept. */
  given(finding: number): string {
    return this.texts.get(finding) ?? "";
  }

  countOf(id: FindingId): number {
    return this.counts[kindNumber(id)]!;
  }

  /** The first lines with findings of a kind, in the order found, and what stands in the first. */
  first(kind: number, most: number): { readonly lines: number[]; readonly given: string } {
    const lines: number[] = [];
    let given = "";
    for (let i = 0; i < this.count && lines.length < most; i++) {
      if (this.kind[i] !== kind) continue;
      if (lines.length === 0) given = this.given(i);
      lines.push(this.line[i]!);
    }
    return { lines, given };
  }
}

const excerpt = (text: string) =>
  text.length > GIVEN_MAX ? `${text.slice(0, GIVEN_MAX - 1)}…` : text;
