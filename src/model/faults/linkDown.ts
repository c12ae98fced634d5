import { cutLinks, mendLinks } from "./links.ts";
import type { FaultKind } from "./types.ts";

/**
 * A directed link carries nothing. Messages sent over it are lost and retried by their senders;
 * conversations whose media cross it are cut off.
 */
export const linkDown: FaultKind = {
  name: "linkDown",
  meaning: "A directed link carries nothing: messages are lost, media over it are cut off",
  strikes: "link",
  onset: (world, { links }) => cutLinks(world, links),
  recovery: (world, { links }) => mendLinks(world, links),
};
