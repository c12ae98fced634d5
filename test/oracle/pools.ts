import type { Role } from "../../src/model/actions.ts";
import { HOLDINGS, type Holding, PORT_USES } from "../../src/model/holdings.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

/**
 * Takes a trunk or a media port of the call's site, if there is one; ports in turn by MCP, of the
 * use's own farm or of the one that uses share.
 */
export function holdOne(oracle: Oracle, call: Call, holding: Holding, role: Role): boolean {
  const { machinery, calls, scenario } = oracle;
  if (holding === "agentTrunk") return holdAgentTrunk(oracle, call);
  const { trunks, portsPerMcp, ownPorts } = scenario.sites[call.site];
  if (holding === "trunk") {
    if (trunksInUse(oracle, call.site) >= trunks) return false;
    call.holdings.set(holding, call.site);
    return true;
  }
  const farm = machinery.instancesOf("mcp", { site: call.site });
  const useOf = (each: Holding) => PORT_USES.findIndex((use) => `${use}Port` === each);
  const ports = ownPorts[useOf(holding)] ?? null;
  const fellows = HOLDINGS.filter((each) =>
    ports === null ? ownPorts[useOf(each)] === null : each === holding,
  );
  const inUse = (mcp: number) =>
    calls.flatMap((each) => fellows.filter((fellow) => each.holdings.get(fellow) === mcp)).length;
  const key = `${call.site} ${ports === null ? "shared" : holding}`;
  const turn = machinery.portTurns.get(key) ?? 0;
  const order = farm.map((_, i) => farm[(turn + i) % farm.length]);
  const mcp = order.find((each) => inUse(each) < (ports ?? portsPerMcp));
  call.roles.set(role, mcp ?? order[0]);
  if (mcp === undefined) return false;
  machinery.portTurns.set(key, farm.indexOf(mcp) + 1);
  call.holdings.set(holding, mcp);
  return true;
}

/** A trunk of the agent's site, where the agent answers on a public number. */
function holdAgentTrunk(oracle: Oracle, call: Call): boolean {
  const { site, seat } = call.agents[0]!;
  if (!seat.isPublicNumber) return true;
  if (trunksInUse(oracle, site) >= oracle.scenario.sites[site].trunks) return false;
  call.holdings.set("agentTrunk", site);
  return true;
}

/** Trunks of a site that calls hold for their customers and for their agents. */
function trunksInUse({ calls }: Oracle, site: number): number {
  const kinds = ["trunk", "agentTrunk"] as const;
  return kinds.flatMap((kind) => calls.filter((each) => each.holdings.get(kind) === site)).length;
}
