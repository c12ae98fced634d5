import * as z from "zod";
import { TRANSPORTS } from "../transports.ts";
import { quantity } from "./quantities.ts";
import { optionalSection } from "./sections.ts";
import { word } from "./words.ts";

const transport = (between: string, note: string) =>
  word(TRANSPORTS, `Transport of SIP ${between}`, "udp", {
    source: { mark: "assumption", note },
  });

/** What carries SIP, by the sort of path. */
export const TRANSPORT = optionalSection(
  z.strictObject({
    carrier: transport("between the carrier and the SBCs", "most trunks still go by UDP"),
    cluster: transport(
      "between the components of the sites",
      "the SRV names of the blueprint, _sip.tcp, would say tcp",
    ),
    phones: transport("between agents' phones and their access points", "tls over the Internet"),
  }),
);

/** What carries SIP of the phones of one location. */
export const TRANSPORT_HERE = word(
  TRANSPORTS,
  "Transport of SIP between its phones and their access points, unless as of all phones",
);

/** How TCP carries SIP, below TLS too. */
export const TCP = optionalSection(
  z.strictObject({
    acks: quantity({
      kind: "share",
      meaning: "Acknowledgements without payload, per SIP message",
      default: 0.5,
      min: 0,
      max: 1,
      source: {
        mark: "assumption",
        note: "RFC 1122 4.2.3.2: one for two segments at least, unless an answer carries it",
      },
    }),
    keepAlive: quantity({
      kind: "duration",
      meaning: "How often a phone pings a connection by TCP or TLS; 0s: never",
      default: "120s",
      min: "0s",
      max: "24h",
      source: { mark: "standard", note: "RFC 5626 4.4.1: 95 s to 120 s" },
    }),
    rto: quantity({
      kind: "duration",
      meaning: "Retransmission time-out of TCP at first; it doubles each time",
      default: "1s",
      min: "10ms",
      max: "60s",
      source: { mark: "standard", note: "RFC 6298 2.4: no less; common systems take 200 ms" },
    }),
  }),
);
