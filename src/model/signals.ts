/** What a step answers instead of a row or a time. */

/** The leg waits: somebody has armed it, or will. */
export const PARK = -1;
/** The message is on its way, or has been worked on, at `world.atUs`. */
export const DONE = 0;
/** The message is lost, or its leg is put off: nothing arrives now. */
export const LOST = -1;
/** Of the instances that could play a role, none is left to choose. */
export const NOBODY = -1;
/** The receiver takes no new work. */
export const REFUSED = -2;
