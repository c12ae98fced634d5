import type { Holding, Role } from "../../src/model/actions.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

/** Takes a trunk or a media port of the call's site, if there is one; ports in turn by MCP. */
export function holdOne(oracle: Oracle, call: Call, holding: Holding, role: Role): boolean {
  const { machinery, calls, scenario } = oracle;
  const { trunks, portsPerMcp } = scenario.sites[call.site];
  const held = calls.filter((each) => each.site === call.site && each.holdings.has(holding));
  if (holding === "trunk") {
    if (held.length >= trunks) return false;
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
