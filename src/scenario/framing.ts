/** What IP and the layers below it add to every packet, of media and of messages alike. */
export const IP_VERSIONS = ["IPv4", "IPv6"] as const;
/** Up to which layer a link counts bytes. */
export const LAYERS = ["ip", "ethernet", "line"] as const;

export interface Framing {
  readonly ip: (typeof IP_VERSIONS)[number];
  /** A tag of IEEE 802.1Q in every frame. */
  readonly vlan: boolean;
  readonly layer: (typeof LAYERS)[number];
}

/** RFC 791, RFC 8200: headers without options or extensions. */
const IP_BYTES = { IPv4: 20, IPv6: 40 } as const;
/** IEEE 802.3: header 14 and frame check 4; on the line also preamble 8 and gap 12. */
const LAYER_BYTES = { ip: 0, ethernet: 18, line: 38 } as const;
const VLAN_BYTES = 4;

/**
 * Bytes that a packet has on top of what IP carries.
 * @example frameBytes({ ip: "IPv4", vlan: false, layer: "ethernet" }) // => 38
 */
export function frameBytes({ ip, vlan, layer }: Framing): number {
  const tag = vlan && layer !== "ip" ? VLAN_BYTES : 0;
  return IP_BYTES[ip] + LAYER_BYTES[layer] + tag;
}
