export interface Site {
  readonly name: string;
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
