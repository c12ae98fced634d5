import type { Distribution } from "../../engine/distributions/types.ts";
import { type Stream, streamOf } from "../../engine/streams.ts";
import type { Staffing } from "../../scenario/types.ts";
import { STATE } from "../agents.ts";
import { startLogIn } from "../logIns.ts";
import type { Plan } from "../plan.ts";
import { agentReady } from "../verbs/agents.ts";
import type { Actor, World } from "../world.ts";
import { Absences } from "./absences.ts";

/**
 * The shifts of one group at one site: at each change of its plan, agents log in, or those too many
 * leave: first who is ready, then who is busy, as soon as the call in hand allows. These are
 * certain agents, or as many as are done first. Where positions are away now and then, agents come
 * and leave with them likewise.
 */
export class Shifts implements Actor {
  private readonly staffing: Staffing;
  private readonly index: number;
  private readonly areNamed: boolean;
  private readonly firstAgent: number;
  private readonly size: number;
  private readonly spread: Distribution | null;
  private readonly stream: Stream | null;
  /** Null where everybody rostered is there. */
  private readonly absences: Absences | null;
  private next = 0;

  constructor(plan: Plan, index: number, firstAgent: number, replication: number) {
    const { groups, run } = plan.scenario;
    const entries = groups.flatMap(({ staffing, whoLeaves }) =>
      staffing.map((each) => ({ staffing: each, whoLeaves })),
    );
    this.index = index;
    this.staffing = entries[index].staffing;
    this.areNamed = entries[index].whoLeaves === "named";
    this.firstAgent = firstAgent;
    this.size = Math.max(0, ...this.staffing.count);
    this.spread = run.agentsAtStart === "logInWave" ? run.logInSpread : null;
    this.stream = this.spread === null ? null : streamOf(run, replication, `shifts/${index}`);
    const { shrinkage, absence } = this.staffing;
    this.absences =
      shrinkage === 0
        ? null
        : new Absences(
            this.size,
            shrinkage,
            absence,
            streamOf(run, replication, `shifts/${index}/absences`),
          );
  }

  wake(world: World, entity: number): void {
    const { startUs, count } = this.staffing;
    if (this.absences !== null) {
      this.absences.passTo(world.nowUs);
      const shift = startUs.findLastIndex((atUs) => atUs <= world.nowUs);
      this.absences.staff(shift < 0 ? 0 : count[shift]);
      while (startUs[this.next] <= world.nowUs) this.next++;
      this.staff(world, this.absences.present);
    }
    while (this.next < startUs.length && startUs[this.next] <= world.nowUs)
      this.staff(world, count[this.next++]);
    const shiftUs = this.next < startUs.length ? startUs[this.next] : Number.POSITIVE_INFINITY;
    const absenceUs = this.absences?.nextUs ?? Number.POSITIVE_INFINITY;
    // Once no more calls come, whoever is there may as well stay.
    const nextUs = Math.min(shiftUs, world.arrivalsOver ? Number.POSITIVE_INFINITY : absenceUs);
    if (nextUs < Number.POSITIVE_INFINITY) world.events.schedule(nextUs, entity);
  }

  private staff(world: World, wanted: number): void {
    const { agents } = world;
    const end = this.firstAgent + this.size;
    let present = -agents.surplus[this.index];
    for (let agent = this.firstAgent; agent < end; agent++) if (isPresent(world, agent)) present++;
    const kept = Math.min(agents.surplus[this.index], Math.max(0, wanted - present));
    agents.surplus[this.index] -= kept;
    present += kept;
    for (let agent = this.firstAgent; agent < end && present < wanted; agent++) {
      if (isPresent(world, agent)) continue;
      this.come(world, agent);
      present++;
    }
    for (const ready of [true, false])
      for (let agent = end - 1; agent >= this.firstAgent && present > wanted; agent--) {
        if (!isPresent(world, agent) || (agents.state[agent] === STATE.READY) !== ready) continue;
        if (ready || this.areNamed) leave(world, agent);
        else agents.surplus[this.index]++;
        present--;
      }
  }

  /** A shift begins: the agent is ready at once, or logs in some time within the spread. */
  private come(world: World, agent: number): void {
    const { agents, nowUs } = world;
    if (agents.leaving[agent] === 1) agents.leaving[agent] = 0;
    else if (this.spread === null || this.stream === null) {
      agents.become(agent, STATE.NOT_READY, nowUs);
      agentReady(world, agent);
    } else {
      agents.expected[agent] = 1;
      startLogIn(world, agent, nowUs + Math.round(this.spread.quantile(this.stream.next())));
    }
  }
}

/** Logged in or on the way, and not about to leave. */
function isPresent(world: World, agent: number): boolean {
  const { state, leaving, expected } = world.agents;
  return leaving[agent] === 0 && (state[agent] !== STATE.LOGGED_OUT || expected[agent] === 1);
}

function leave(world: World, agent: number): void {
  const { agents, nowUs } = world;
  if (agents.state[agent] === STATE.READY) agents.become(agent, STATE.LOGGED_OUT, nowUs);
  else agents.leaving[agent] = 1;
}
