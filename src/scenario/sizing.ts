import type { Fields } from "./fields/scenario.ts";
import type { Sizing } from "./types.ts";

/** What the sizing table wants to know besides the model. */
export function sizingOf({ sizing }: Fields): Omit<Sizing, "assumptions"> {
  const { bridging, outbound, ...rest } = sizing;
  const { day, portTime, ...dialling } = outbound;
  return {
    ...rest,
    bridgingBitsPerSecond: bridging,
    outbound: { ...dialling, dayUs: day, portUs: portTime },
  };
}
