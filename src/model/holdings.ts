/** What media ports are used for; a call holds one of each at most. */
export const PORT_USES = [
  "treatment",
  "cpd",
  "recording",
  "conference",
  "hold",
  "voicemail",
] as const;
export type PortUse = (typeof PORT_USES)[number];

/** What a call holds one of each of at most: media ports by use, and a port of a speech server. */
const PORTS_HELD = [...PORT_USES, "speech"] as const;

/**
 * `agentTrunk`: of the leg to an agent on a public number; other agents need none. `secondTrunk`:
 * the same of the second agent of a call.
 */
export const HOLDINGS = [
  "trunk",
  "agentTrunk",
  "secondTrunk",
  ...PORTS_HELD.map((use) => `${use}Port` as const),
] as const;
export type Holding = (typeof HOLDINGS)[number];

/**
 * The kinds of pool; each has one pool for the cluster and one per site. `mcp`: the ports that uses
 * share, all weighed as treatment ports.
 */
export const POOL_KINDS = [
  "trunks",
  ...PORT_USES.map((use) => `mcp.${use}` as const),
  "mrcp",
  "mcp",
] as const;
export type PoolKind = (typeof POOL_KINDS)[number];

const FIRST_PORT = HOLDINGS.indexOf("treatmentPort");
const FIRST_USE = POOL_KINDS.indexOf("mcp.treatment");

/** What a call holds of a kind of pool. */
export const heldOf = (kind: Exclude<PoolKind, "mcp">): Holding =>
  kind === "trunks" ? "trunk" : HOLDINGS[FIRST_PORT + POOL_KINDS.indexOf(kind) - FIRST_USE];

/** The ports a call may hold: in the order of PORT_USES, that of a speech server last. */
export const PORTS: readonly Holding[] = HOLDINGS.slice(FIRST_PORT);
