import type { FaultKind } from "./types.ts";

/**
 * DNS no longer names the SIP Proxies of a site, as planners of a disaster do by hand; where it
 * named these alone, it names those of the other sites. The machines go on: each client uses what
 * it knows until its answer has expired.
 */
export const recordsWithdrawn: FaultKind = {
  name: "recordsWithdrawn",
  meaning: "DNS stops naming a site's SIP Proxies; clients hear of it within a TTL",
  strikes: "site",
  onset: (world, { sites }) => {
    for (const site of sites) world.dns.withdraw(site);
  },
  recovery: (world, { sites }) => {
    for (const site of sites) world.dns.restore(site);
  },
};
