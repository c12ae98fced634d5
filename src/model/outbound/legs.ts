import { type Action, hold, type Label, post, stream } from "../actions.ts";
import { accept, invite, ringing, trying } from "../flows/sip.ts";
import { customer, phoneBack, treated } from "../flows/ways.ts";

/* What several lines of the outbound flow have in common. */

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

/** The OCS learns what became of the attempt, and writes it down. */
export const result = [...post("DIAL_EVENT", "node", "ocs"), ...post("RECORD", "ocs", "database")];
/** Somebody or something has answered: the MCP listens. */
export const listen = [...accept(...customer), ...stream("treatment", ...treated)];
