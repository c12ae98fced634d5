/** What stands between some sites and the carrier, the phones and the company's offices. */
export interface AccessNetwork {
  readonly name: string;
  readonly sites: readonly number[];
  /** What data of the desktops take. */
  readonly desktopPath: "mpls" | "internet";
}

export interface Site {
  readonly name: string;
  /** Sites of one region share its fate when it fails; its own name where none is stated. */
  readonly region: string;
  /** Availability zones its instances are spread over in turn. */
  readonly zones: number;
  /** Where the members of a hot-standby pair stand: in one zone, or in two. */
  readonly pairPlacement: "sameZone" | "acrossZones";
  /** Components (catalogue order) that the site lacks: there, but never up. */
  readonly lacks: readonly number[];
  /** Simultaneous calls the carrier trunks of this site carry. */
  readonly trunks: number;
  /** Instances of each component (catalogue order); for components counted per node: per node. */
  readonly instances: readonly number[];
  /** Ports of each MCP instance that all uses share but those with ports of their own. */
  readonly portsPerMcp: number;
  /** Ports of each speech server. */
  readonly speechPorts: number;
  /** By PORT_USES of the model: ports of each MCP for this use alone; null: it shares. */
  readonly ownPorts: readonly (number | null)[];
  /** By PORT_USES: MCPs of the site, the last ones, that serve this use alone; 0: it has none. */
  readonly ownMcps: readonly number[];
}
