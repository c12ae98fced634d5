import type { World } from "../world.ts";

/** A phone's life goes on in another flow, whose roles are in the same order. Returns its row. */
export function follow(
  { calls, program }: World,
  call: number,
  name: "login" | "disaster",
  label: string,
): number {
  calls.flow[call] = program.flows.findIndex((flow) => flow.name === name);
  return program.flows[calls.flow[call]].labels.get(label)!;
}

/** Whether a phone at this row waits for its next refresh. */
export function isBetween({ program }: World, pc: number): boolean {
  const { labels } = program.flows.find(({ name }) => name === "login")!;
  return pc === labels.get("renew") || pc === labels.get("refresh")! + 1;
}
