import { agentSlots, desktopOf, type Flow } from "./flow.ts";

/** A block that nobody starts, joins or sends on. */
export const ALONE = { caller: null, slot: 0, joined: false, again: null } as const;

/** What the desktop servers of a call's agents do with each event, by slot. */
export const desktopBlocks = (flow: Flow) =>
  agentSlots.map((slot) => ({ ...ALONE, slot, actions: desktopOf(flow, slot) }));
