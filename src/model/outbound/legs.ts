import { type Action, type AgentRoles, free, hold, type Label, post, stream } from "../actions.ts";
import { accept, bye, invite, ringing, trying } from "../flows/sip.ts";

/* What several lines of the outbound flow have in common. */

export const who: AgentRoles = {
  slot: 0,
  sbc: "agentSbc",
  phone: "phone",
  owner: "owner",
  desk: "gws",
  desktop: "desktop",
  proxy: "agentProxy",
};
export const customer = ["node", "proxy", "sbc", "carrier"] as const;
export const customerBack = ["carrier", "sbc", "proxy", "node"] as const;
export const media = ["node", "mediaProxy", "resourceManager", "mcp"] as const;
export const mediaBack = ["mcp", "resourceManager", "mediaProxy", "node"] as const;
export const phone = ["node", "agentProxy", "agentSbc", "phone"] as const;
export const phoneBack = ["phone", "agentSbc", "agentProxy", "node"] as const;

/** The node calls the number, up to the carrier, which knows its result. */
export const callOut = [
  ...invite("node", "proxy", "noProxy"),
  ...trying("proxy", "node"),
  ...invite("proxy", "sbc", "noSbc"),
  ...hold("trunk", "carrier", "noTrunk"),
  ...invite("sbc", "carrier"),
];

/** The node calls the agent, whose phone rings; where to when there is no way or trunk. */
export const callAgent = (noProxy: Label, noTrunk: Label): Action[] => [
  ...invite("node", "agentProxy", noProxy),
  ...trying("agentProxy", "node"),
  ...invite("agentProxy", "agentSbc"),
  ...hold("agentTrunk", "agentSbc", noTrunk),
  ...invite("agentSbc", "phone"),
  ...ringing(...phoneBack),
];

/** The node releases the MCP. */
export const releaseMedia = [...bye(...media), ...free("cpdPort")];
/** The OCS learns what became of the attempt, and writes it down. */
export const result = [...post("DIAL_EVENT", "node", "ocs"), ...post("RECORD", "ocs", "database")];
/** Somebody or something has answered: the MCP listens. */
export const listen = [...accept(...customerBack), ...stream("treatment", "carrier", "sbc", "mcp")];
