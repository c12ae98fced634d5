import { cutMedia } from "../cutMedia.ts";
import type { FaultKind } from "./types.ts";

/**
 * A directed link carries nothing. Messages sent over it are lost and retried by their senders;
 * conversations whose media cross it are cut off.
 */
export const linkDown: FaultKind = {
  name: "linkDown",
  meaning: "A directed link carries nothing: messages are lost, media over it are cut off",
  strikes: "link",
  onset: (world, { links }) => {
    for (const link of links) world.platform.cut(link);
    for (const link of links) cutMedia(world, link);
  },
  recovery: (world, { links }) => {
    for (const link of links) world.platform.mend(link);
  },
};
