import { flowOfRow } from "./program.ts";
import type { World } from "./world.ts";

/** Where a replication stands, for a bug report. */
export interface Whereabouts {
  readonly timeUs: number;
  /** The call flow, or what else acts. */
  readonly flow: string;
  /** As the flow's table numbers it. */
  readonly step: string;
}

/** The event in hand: the step its leg went on from, or the load, shift or fault that acted. */
export function whereabouts({
  nowUs,
  events,
  firstLeg,
  actors,
  legs,
  program,
}: World): Whereabouts {
  const { entity } = events;
  if (entity < firstLeg)
    return { timeUs: nowUs, flow: actors[entity]?.constructor.name ?? "start", step: "–" };
  const pc = legs.pc[entity - firstLeg];
  const flow = program.flows[flowOfRow(program, pc)];
  return { timeUs: nowUs, flow: flow?.name ?? "fan-out", step: program.rows[pc]?.step ?? "–" };
}
