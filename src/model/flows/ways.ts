import {
  type Action,
  type AgentRoles,
  agent,
  free,
  releaseAgent,
  spend,
  tell,
} from "../actions.ts";
import type { Holding } from "../holdings.ts";
import { bye } from "./sip.ts";

/* What the flows of calls have in common: whom messages and media pass, by the names of roles. */

/** The agent who talks to the customer. */
export const who: AgentRoles = {
  slot: 0,
  sbc: "agentSbc",
  phone: "phone",
  owner: "owner",
  desk: "gws",
  desktop: "desktop",
  proxy: "agentProxy",
};
/** Messages, there and back. */
export const customer = ["carrier", "sbc", "proxy", "node"] as const;
export const customerBack = ["node", "proxy", "sbc", "carrier"] as const;
export const media = ["node", "mediaProxy", "resourceManager", "mcp"] as const;
export const mediaBack = ["mcp", "resourceManager", "mediaProxy", "node"] as const;
export const phone = ["node", "agentProxy", "agentSbc", "phone"] as const;
export const phoneBack = ["phone", "agentSbc", "agentProxy", "node"] as const;

/** Media paths. */
export const treated = ["carrier", "sbc", "mcp"] as const;
export const talked = ["carrier", "sbc", "agentSbc", "phone"] as const;

/** The node releases the MCP, whose port for a use is free again. */
export const releaseMedia = (port: Holding) => [...bye(...media), ...free(port)];

/** The agent finishes the work of the call and is ready again. */
export const workOf = (
  whose: AgentRoles,
  attribute: "afterCallWork" | "secondAfterCallWork" = "afterCallWork",
  teller = "node",
): Action[] => [
  ...agent(whose, "afterCallWork"),
  ...tell("afterCallWork", whose, teller),
  ...spend(attribute),
  ...tell("ready", whose, teller),
  ...releaseAgent(whose),
];
