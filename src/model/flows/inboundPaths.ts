import { type AgentRoles, free } from "../actions.ts";
import { bye } from "./sip.ts";

/** The agent who answers a customer's call. */
export const who: AgentRoles = {
  slot: 0,
  sbc: "agentSbc",
  phone: "phone",
  owner: "owner",
  desk: "gws",
  desktop: "desktop",
  proxy: "agentProxy",
};
/** Whom messages pass, there and back. */
export const customer = ["carrier", "sbc", "proxy", "node"] as const;
export const customerBack = ["node", "proxy", "sbc", "carrier"] as const;
export const media = ["node", "mediaProxy", "resourceManager", "mcp"] as const;
export const mediaBack = ["mcp", "resourceManager", "mediaProxy", "node"] as const;
export const phone = ["node", "agentProxy", "agentSbc", "phone"] as const;
export const phoneBack = ["phone", "agentSbc", "agentProxy", "node"] as const;

/** Media paths. */
export const treated = ["carrier", "sbc", "mcp"] as const;
export const talked = ["carrier", "sbc", "agentSbc", "phone"] as const;

export const releaseMedia = [...bye(...media), ...free("treatmentPort")];
