import type { Scenario } from "../scenario/types.ts";
import { TRAFFIC_OF } from "./messages.ts";
import type { Plan } from "./plan.ts";

/** Bytes that a message of a kind has on a link, lower layers included. */
export const bytesOn = (
  { signalling, network }: Pick<Plan, "signalling" | "network">,
  kind: number,
  link: number,
): number => signalling.bytesOf[kind] + network.overhead[2 * link + TRAFFIC_OF[kind]];

/** Whether any SIP goes by TCP or TLS. */
export const hasConnections = ({ links }: Scenario): boolean =>
  links.some(({ transport }) => transport !== "udp");
