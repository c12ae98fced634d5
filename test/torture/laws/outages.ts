import { STREAMS } from "../../../src/model/actions.ts";
import { STATE } from "../../../src/model/agents.ts";
import { AGENT_SLOTS, HELD, PORT_COUNT, STREAM_COUNT } from "../../../src/model/calls.ts";
import { PORT_USES } from "../../../src/model/holdings.ts";
import { isPair } from "../../../src/model/pairs.ts";
import { OP } from "../../../src/model/program.ts";
import { isReachable } from "../../../src/model/reachable.ts";
import type { Run } from "../../support/scenarios.ts";
import { flowOf, open } from "./books.ts";
import type { Law } from "./types.ts";

/* What nobody may do with machines that are down, or with sites that are parted. */

const TREATMENT = PORT_USES.indexOf("treatment");
const RECORDING = STREAMS.indexOf("recording");

const pairs: Law = {
  name: "a pair that works does so by a member that is in order",
  holds: "always",
  broken: ({ world: { platform, topology } }) =>
    topology.instances.flatMap((instance, row) => {
      const { pairs } = platform;
      if (pairs === null || !isPair(instance) || platform.up[row] === 0) return [];
      const faults = pairs["faults"][2 * row + pairs.active[row]];
      return faults === 0 ? [] : [`${instance.name}: ${faults} faults of its active member`];
    }),
};

const entries: Law = {
  name: "calls enter where somebody may take them",
  holds: "always",
  broken: ({ watch }) => watch.doors.wrong,
};

/**
 * The treatment's port is free again a moment after its media have ended, and any other one once
 * nobody has answered the INVITE to it: for as long as senders do not know, they take ports there.
 * At call fidelity nobody is invited, and such a port is kept.
 */
const ports: Law = {
  name: "calls keep no port of an MCP that is down",
  holds: "always",
  broken: (run) => {
    const { calls, platform } = run.world;
    const { message, scenario } = run.plan;
    if (!message && scenario.faults.some(({ detectionUs }) => detectionUs > 0)) return [];
    return open(run).flatMap((call) =>
      PORT_USES.flatMap((name, use) => {
        const isHeld = use !== TREATMENT && (calls.held[call] & (HELD.PORT << use)) !== 0;
        const mcp = calls.ports[PORT_COUNT * call + use];
        const isLost = isHeld && platform.up[mcp] === 0 && !isInvited(run, call, mcp);
        return isLost ? [`${flowOf(run, call)}: ${name}`] : [];
      }),
    );
  },
};

/** Whether a call waits for an instance to answer an INVITE that it may also refuse. */
function isInvited({ world: { calls, legs, program } }: Run, call: number, instance: number) {
  const pc = legs.pc[calls.main[call]];
  const depart = program.op[pc] === OP.ARRIVE ? pc - 1 : pc;
  if (program.op[depart] !== OP.DEPART || program.other[depart] < 0) return false;
  return calls.pins[call * program.roleCount + program.c[depart]] === instance;
}

/** Of a call with an answer; one whose pair is about to be promoted goes on. */
const answered: Law = {
  name: "calls that were answered end with their server and with those their media pass",
  holds: "always",
  broken: (run) => {
    const { plan, world } = run;
    if (!plan.message) return [];
    return open(run)
      .filter((call) => !Number.isNaN(world.calls.answeredUs[call]))
      .flatMap((call) =>
        [serverOf(run, call), ...mediaRolesOf(run, call)]
          .filter((role) => isGone(run, call, role))
          .map((role) => `${flowOf(run, call)}: ${role} is down`),
      );
  },
};

/** A call is on its node; an interaction is kept by its Interaction Server instead. */
function serverOf({ world: { calls, program } }: Run, call: number): string {
  const { roles } = program.flows[calls.flow[call]];
  return roles.includes("interactionServer") ? "interactionServer" : "node";
}

function mediaRolesOf({ plan, world }: Run, call: number): readonly string[] {
  const { calls, program, topology, agents } = world;
  const isDirect = Array.from({ length: AGENT_SLOTS }, (_, slot) => slot).some((slot) => {
    const agent = calls.agent[AGENT_SLOTS * call + slot];
    return agent >= 0 && topology.seats[agents.seat[agent]].isDirect;
  });
  if (isDirect) return [];
  return Array.from({ length: STREAM_COUNT }, (_, stream) => stream).flatMap((stream) => {
    const row = calls.streamRow[STREAM_COUNT * call + stream];
    const isOn = (calls.held[call] & (HELD.STREAM << stream)) !== 0;
    if (!isOn || (stream === RECORDING && plan.oneWay[row] > 0)) return [];
    const { action } = program.rows[row];
    return action?.verb === "stream" ? action.path : [];
  });
}

function isGone({ world }: Run, call: number, name: string): boolean {
  const { calls, program, platform } = world;
  const role = program.flows[calls.flow[call]].roles.indexOf(name);
  const instance = role < 0 ? -1 : calls.pins[call * program.roleCount + role];
  if (instance < 0 || platform.up[instance] !== 0) return false;
  return !(platform.pairs!.promotedUs[instance] > 0);
}

const sessions: Law = {
  name: "nobody is ready whose desktop or phone is lost",
  holds: "always",
  broken: ({ world }) => {
    const { agents, sessions, topology } = world;
    if (sessions === null) return [];
    return Array.from(agents.state).flatMap((state, agent) => {
      if (state !== STATE.READY) return [];
      const { place } = topology.instances[topology.seats[agents.seat[agent]].desktop];
      const desk = agents.desk[agent];
      const isServed = desk < 0 || isReachable(world, place, desk, "http");
      return isServed && !sessions.isBarred(agent) ? [] : [`agent ${agent}`];
    });
  },
};

const lostPhones: Law = {
  name: "a phone whose way is lost is not registered",
  holds: "always",
  broken: ({ world: { agents, sessions } }) =>
    Array.from(sessions?.phones["isLost"] ?? []).flatMap((isLost, agent) =>
      isLost === 1 && agents.registered[agent] === 1 ? [`agent ${agent}`] : [],
    ),
};

/** By what is known since sites were last parted or joined. */
const sides: Law = {
  name: "calls get agents of their own side",
  holds: "always",
  broken: (run) => {
    const { calls, agents, routing } = run.world;
    const isApart = (site: number) => routing.sides["splits"][site] > 0;
    return open(run).flatMap((call) => {
      const isHeld = (calls.held[call] & HELD.AGENT) !== 0;
      if (!isHeld || !(calls.selectedUs[call] > run.watch.doors.partedUs)) return [];
      const [own, other] = [calls.site[call], agents.site[calls.agent[AGENT_SLOTS * call]]];
      const isAcross = own !== other && (isApart(own) || isApart(other));
      return isAcross ? [`${flowOf(run, call)}: site ${own}, agent at ${other}`] : [];
    });
  },
};

export const outageLaws: readonly Law[] = [
  pairs,
  entries,
  ports,
  answered,
  sessions,
  lostPhones,
  sides,
];
