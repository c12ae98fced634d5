import type { Holding, Role } from "../../src/model/actions.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

/** Takes a trunk or a media port of the call's site, if there is one; ports in turn by MCP. */
export function holdOne(oracle: Oracle, call: Call, holding: Holding, role: Role): boolean {
  const { machinery, calls, scenario } = oracle;
  if (holding === "agentTrunk") return holdAgentTrunk(oracle, call);
  const { trunks, portsPerMcp } = scenario.sites[call.site];
  const held = calls.filter((each) => each.site === call.site && each.holdings.has(holding));
  if (holding === "trunk") {
    if (trunksInUse(oracle, call.site) >= trunks) return false;
    call.holdings.set(holding, call.site);
    return true;
  }
  const farm = machinery.instancesOf("mcp", { site: call.site });
  const inUse = (mcp: number) => held.filter((each) => each.holdings.get(holding) === mcp).length;
  const turn = machinery.portTurns.get(call.site) ?? 0;
  const order = farm.map((_, i) => farm[(turn + i) % farm.length]);
  const mcp = order.find((each) => inUse(each) < portsPerMcp);
  call.roles.set(role, mcp ?? order[0]);
  if (mcp === undefined) return false;
  machinery.portTurns.set(call.site, farm.indexOf(mcp) + 1);
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
