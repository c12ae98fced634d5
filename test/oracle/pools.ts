import type { Role } from "../../src/model/actions.ts";
import { HOLDINGS, type Holding, PORT_USES } from "../../src/model/holdings.ts";
import type { Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

/** Of the legs to agents, by slot. */
const AGENT_TRUNKS: readonly Holding[] = ["agentTrunk", "secondTrunk"];

/**
 * Takes a trunk or a media port of the call's site, if there is one; ports in turn by MCP, of the
 * use's own farm or of the one that uses share.
 */
export function holdOne(oracle: Oracle, call: Call, holding: Holding, role: Role): boolean {
  const { machinery, calls, scenario } = oracle;
  const slot = AGENT_TRUNKS.indexOf(holding);
  if (slot >= 0) return holdAgentTrunk(oracle, call, slot);
  const { trunks } = scenario.sites[call.site];
  if (holding === "trunk") {
    if (trunksInUse(oracle, call.site) >= trunks) return false;
    call.holdings.set(holding, call.site);
    return true;
  }
  const { mcps, room, key, fellows, weightOf } = farmFor(oracle, call.site, holding);
  const taken = (mcp: number) =>
    calls
      .flatMap((each) => fellows.filter((fellow) => each.holdings.get(fellow) === mcp))
      .reduce((sum, fellow) => sum + weightOf(fellow), 0);
  const turn = machinery.portTurns.get(key) ?? 0;
  const order = mcps.map((_, i) => mcps[(turn + i) % mcps.length]);
  const mcp = order.find((each) => taken(each) + weightOf(holding) <= room);
  call.roles.set(role, mcp ?? order[0]);
  if (mcp === undefined) return false;
  machinery.portTurns.set(key, mcps.indexOf(mcp) + 1);
  call.holdings.set(holding, mcp);
  return true;
}

/** Who has ports for a use at a site, and who else takes of the same room. */
function farmFor({ machinery, scenario }: Oracle, site: number, holding: Holding) {
  const { portsPerMcp, ownPorts, ownMcps, speechPorts } = scenario.sites[site];
  if (holding === "speechPort") {
    const mcps = machinery.instancesOf("mrcp", { site });
    const alone = { key: `${site} speech`, fellows: [holding], weightOf: () => 1 };
    return { ...alone, mcps, room: speechPorts };
  }
  const useOf = (each: Holding) => PORT_USES.findIndex((use) => `${use}Port` === each);
  const weight = (each: Holding) => scenario.media.portWeights[useOf(each)];
  const use = useOf(holding);
  const all = machinery.instancesOf("mcp", { site });
  const mine = ownMcps[use];
  const before = ownMcps.slice(0, use).reduce((sum, count) => sum + count, 0);
  const others = ownMcps.reduce((sum, count) => sum + count, 0);
  const isAlone = mine > 0 || ownPorts[use] !== null;
  const alone = ownPorts[use] ?? Math.floor((1000 * portsPerMcp) / weight(holding));
  return {
    mcps:
      mine > 0
        ? all.slice(all.length - others + before, all.length - others + before + mine)
        : all.slice(0, all.length - others),
    room: isAlone ? alone : 1000 * portsPerMcp,
    key: `${site} ${isAlone ? holding : "shared"}`,
    fellows: isAlone
      ? [holding]
      : HOLDINGS.filter((each) => ownPorts[useOf(each)] === null && ownMcps[useOf(each)] === 0),
    weightOf: (each: Holding) => (isAlone ? 1 : weight(each)),
  };
}

/** A trunk of the agent's site, where the agent answers on a public number. */
function holdAgentTrunk(oracle: Oracle, call: Call, slot: number): boolean {
  const { site, seat } = call.agents[slot]!;
  if (!seat.isPublicNumber) return true;
  if (trunksInUse(oracle, site) >= oracle.scenario.sites[site].trunks) return false;
  call.holdings.set(AGENT_TRUNKS[slot], site);
  return true;
}

/** Trunks of a site that calls hold for their customers and for their agents. */
function trunksInUse({ calls }: Oracle, site: number): number {
  const kinds = ["trunk", ...AGENT_TRUNKS] as const;
  return kinds.flatMap((kind) => calls.filter((each) => each.holdings.get(kind) === site)).length;
}
