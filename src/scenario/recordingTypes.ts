import type { Distribution } from "../engine/distributions/types.ts";

/** How calls are recorded, and what their files take. */
export interface Recording {
  /** `none`: nothing of it is simulated; what is kept is counted all the same. */
  readonly mode: "none" | "bridged" | "siprec";
  /** The share of recordings an MCP carries less, since they are encrypted; 0 where none is. */
  readonly encryptionCost: number;
  /** Of a captured screen. */
  readonly screenBitsPerSecond: number;
  /** Of one file from a server to another, and from a desktop. */
  readonly uploadBitsPerSecond: number;
  readonly desktopBitsPerSecond: number;
  /** Seconds of a muxer for each second of a recording. */
  readonly muxing: number;
}

/** What the policy records of the calls of a demand. */
export interface Recorded {
  /** Shares: of the answered calls; of the recorded ones with their screen; of all with a pause. */
  readonly recorded: number;
  readonly screen: number;
  readonly pauses: number;
  /** The part of the talk that a pause keeps out of the file. */
  readonly pause: Distribution;
}
