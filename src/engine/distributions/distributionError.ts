/** A stretch of a law's text and where it begins in the whole. */
export interface Part {
  readonly text: string;
  readonly offset: number;
}

/** A law's text cannot be read: which stretch of it, what was wanted and what stands there. */
export class DistributionError extends Error {
  override readonly name = "DistributionError";
  readonly offset: number;
  readonly length: number;
  readonly wanted: string;
  readonly given: string;
  /** The names allowed in place of the one given, to suggest the nearest of. */
  readonly nearest: readonly string[];

  constructor(part: Part, wanted: string, nearest: readonly string[] = []) {
    super(`wanted ${wanted}, got "${part.text}"`);
    this.offset = part.offset;
    this.length = part.text.length;
    this.wanted = wanted;
    this.given = part.text;
    this.nearest = nearest;
  }
}
