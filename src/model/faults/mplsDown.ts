import { cutLinks, mendLinks } from "./links.ts";
import type { FaultKind } from "./types.ts";

/** The company's own network fails: locations that reach the sites over MPLS reach none. */
export const mplsDown: FaultKind = {
  name: "mplsDown",
  meaning: "MPLS access of a location, or of all of them, carries nothing, either way",
  strikes: "locations",
  access: "mpls",
  onset: (world, { links }) => cutLinks(world, links),
  recovery: (world, { links }) => mendLinks(world, links),
};
