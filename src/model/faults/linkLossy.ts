import type { FaultKind } from "./types.ts";

/**
 * A directed link loses a share of its messages. Over UDP their senders send them again by the
 * timers of RFC 3261; over TCP they arrive late. Calls go on: what their media lose is not heard.
 */
export const linkLossy: FaultKind = {
  name: "linkLossy",
  meaning: "A directed link loses a share of its messages; calls over it go on",
  strikes: "link",
  options: {
    share: {
      kind: "share",
      meaning: "Messages, or segments of TCP, that are lost on the link",
      min: 0.0001,
      max: 1,
      source: { mark: "given", note: "the planner's own experiment" },
    },
  },
  onset: ({ platform }, { links, options, draws }) => {
    for (const link of links) platform.linkFaults.leak(link, Number(options.share), draws);
  },
  recovery: ({ platform }, { links, draws }) => {
    for (const link of links) platform.linkFaults.seal(link, draws);
  },
};
