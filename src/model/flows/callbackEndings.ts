import { end, free, goTo, post, releaseAgent, report, spend, when } from "../actions.ts";
import type { Flow } from "../flow.ts";
import { notRecorded } from "./recording.ts";
import { bye, cancel, invite, refuse } from "./sip.ts";
import { customer, customerBack, mediaBack, releaseMedia, who } from "./ways.ts";

/** What the attempt took goes back: the MCP that listens, the agent who waits. */
const stopTrying = [
  ...when("callProgress", releaseMedia("cpdPort")),
  ...when("agentFirst", releaseAgent(who)),
];

/** How a callback ends before, or otherwise than, its steps say. */
export const endings: Flow["endings"] = {
  notRecorded: ["no port is free for its recording", notRecorded, goTo("talk")],
  customerDialsIn: [
    "the customer will dial in with the access key that came with the answer",
    end("callback"),
  ],
  atItsTime: ["the customer is called at the time that was agreed", end("callback")],
  expired: [
    "no agent was free for as long as the request is kept",
    end("abandoned"),
    post("VQ_EVENT", "urs", "vqServer"),
  ],
  nobodyServes: [
    "no agent of the queue is there, so no wait can be foreseen: that is looked at again later",
    end("unreached"),
  ],
  noPlace: ["the queue takes no more calls: it is tried again later", end("blocked")],
  noAnswer: [
    "nobody answers: the node cancels, and it is tried again later",
    spend("callbackNoAnswer"),
    end("unreached"),
    free("trunk"),
    cancel(...customerBack),
    stopTrying,
  ],
  noResourceManager: [
    "no Resource Manager takes the call: the proxy says 500, after a time-out 408",
    refuse("SERVER_ERROR", "mediaProxy", "node"),
    goTo("noMediaProxy"),
  ],
  noMediaProxy: [
    "the node has no way to media: it is tried again later",
    end("failed"),
    when("agentFirst", releaseAgent(who)),
  ],
  noPort: [
    "all ports are busy: the MCP says 486, and it is tried again later",
    invite("resourceManager", "mcp"),
    refuse("BUSY_HERE", ...mediaBack),
    end("blocked"),
    when("agentFirst", releaseAgent(who)),
  ],
  refusedByMcp: [
    "the MCP, behind or beyond its call rate, said 486: it is tried again later",
    refuse("BUSY_HERE", "resourceManager", "mediaProxy", "node"),
    free("cpdPort"),
    end("failed"),
    when("agentFirst", releaseAgent(who)),
  ],
  noSbc: [
    "no SBC takes the call: the proxy says 500, after a time-out 408",
    refuse("SERVER_ERROR", "proxy", "node"),
    goTo("noProxy"),
  ],
  noProxy: [
    "the node has no way to the customer: it is tried again later",
    end("failed"),
    stopTrying,
  ],
  noTrunk: [
    "all trunks are busy: the SBC says 503, its proxy 500, and it is tried again later",
    refuse("UNAVAILABLE", "sbc", "proxy"),
    refuse("SERVER_ERROR", "proxy", "node"),
    end("blocked"),
    stopTrying,
  ],
  customerGone: [
    "the customer, called first, loses patience before an agent is free",
    end("abandoned"),
    free("trunk"),
    post("VQ_EVENT", "urs", "vqServer"),
    bye(...customer),
  ],
  queueFull: [
    "the queue takes no more calls: the customer, who has answered, is released",
    end("blocked"),
    free("trunk"),
    bye(...customerBack),
  ],
  noAgentProxy: [
    "the node has no way to the agent: it releases both",
    end("failed"),
    free("trunk"),
    bye(...customerBack),
    releaseAgent(who),
  ],
  noAgentTrunk: [
    "no trunk is left for the agent's public number: the SBC says 503, its proxy 500",
    end("blocked"),
    free("trunk"),
    refuse("UNAVAILABLE", "agentSbc", "agentProxy"),
    refuse("SERVER_ERROR", "agentProxy", "node"),
    bye(...customerBack),
    report("released", "node"),
    releaseAgent(who),
  ],
};
