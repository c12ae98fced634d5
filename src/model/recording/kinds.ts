/** Moments in the life of a recording; `missed`: no port was free for it. */
export const RECORDING_MOMENTS = ["start", "pause", "resume", "end", "missed"] as const;
export type RecordingMoment = (typeof RECORDING_MOMENTS)[number];

/**
 * Files that travel: voice to the store, a screen to RWS, the screen on to the muxer, and what that
 * makes of both back to the store.
 */
export const FILE_KINDS = ["voice", "screen", "toMuxer", "muxed"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Whether its receiver takes only so many at a time: a muxer fetches when it comes to it. */
export const TAKES_TURNS: readonly boolean[] = FILE_KINDS.map((file) => file !== "toMuxer");
