import { STREAMS } from "../actions.ts";
import { interrupt } from "../callLife.ts";
import { AGENT_SLOTS, HELD, STREAM_COUNT } from "../calls.ts";
import { placeOfWhere, slotOfWhere } from "../flowTables.ts";
import { CLASS } from "../linkFaults.ts";
import { mediaPass } from "../mediaPath.ts";
import type { Cut } from "../recovery/counts.ts";
import { PARK } from "../signals.ts";
import type { World } from "../world.ts";

const RECORDING = STREAMS.indexOf("recording");

/**
 * STREAM: media flow both ways along the path of row `pc`, on every link it crosses. Where one of
 * them is cut, or a machine on the path has stopped, the call is lost like those whose media it has
 * carried.
 */
export function startStream(world: World, leg: number, pc: number): number {
  const { calls, legs, program } = world;
  const call = legs.call[leg];
  const stream = program.a[pc];
  const isAdmitted = (calls.held[call] & (HELD.ROOM << stream)) !== 0;
  calls.streamRow[STREAM_COUNT * call + stream] = pc;
  calls.held[call] |= HELD.STREAM << stream;
  calls.accepted[call] = 1;
  changeStreams(world, call, pc, 1);
  if (world.plan.admits && !isAdmitted) takeRoom(world, call, stream);
  const cause = world.mayFail ? causeOf(world, call, stream, pc) : null;
  if (cause === null) return pc + 1;
  world.recovery?.cut(world, call, cause);
  interrupt(world, call, "lost");
  return PARK;
}

/** What carries none of the media of row `pc`; at call fidelity no machine has been chosen. */
function causeOf(world: World, call: number, stream: number, pc: number): Cut | null {
  if (isCutOff(world, call, pc)) return "link";
  const isCopy = stream === RECORDING && world.plan.oneWay[pc] > 0;
  return world.plan.message && !isCopy && mediaPass(world, call, pc, isDown) ? "media" : null;
}

function isDown({ calls, program, platform }: World, call: number, role: number): boolean {
  const instance = calls.pins[call * program.roleCount + role];
  return instance >= 0 && platform.up[instance] === 0;
}

/** Whether a link of the media path of row `pc` carries no media, either way. */
function isCutOff(world: World, call: number, pc: number): boolean {
  const { back } = world.network;
  const path = pathOf(world, call, pc);
  for (let i = 0; i < path.length; i += 3) {
    const there = linkAt(world, call, path, i);
    if (there >= 0 && (isCut(world, there) || isCut(world, back[there]))) return true;
  }
  return false;
}

const isCut = ({ platform }: World, link: number): boolean =>
  platform.linkFaults.isCut(link, CLASS.SIGNALLING);

/** END_STREAM, and whatever cuts media off. Room that was kept for them is free again. */
export function endStream(world: World, call: number, stream: number): void {
  const { calls } = world;
  const held = calls.held[call] >> stream;
  const pc = calls.streamRow[STREAM_COUNT * call + stream];
  calls.held[call] &= ~((HELD.STREAM | HELD.ROOM) << stream);
  if ((held & HELD.STREAM) !== 0) changeStreams(world, call, pc, -1);
  if ((held & HELD.ROOM) !== 0) changeRoom(world, call, pc, -1);
}

/** ADMIT: keeps room for a stream on every link it will cross, or goes where the flow says. */
export function admit(world: World, leg: number, pc: number): number {
  const { calls, legs, program } = world;
  const call = legs.call[leg];
  const stream = program.a[pc];
  const before = program.b[pc];
  const takesOver = before >= 0 && (calls.held[call] & (HELD.ROOM << before)) !== 0;
  const from = takesOver ? calls.streamRow[STREAM_COUNT * call + before] : -1;
  calls.streamRow[STREAM_COUNT * call + stream] = pc;
  if (takesOver) changeRoom(world, call, from, -1);
  takeRoom(world, call, stream);
  const fits = countAdmission(world, call, pc, from);
  if (takesOver) changeRoom(world, call, from, 1);
  if (fits) return pc + 1;
  endStream(world, call, stream);
  return program.target[pc];
}

/** Whether any media of a call run over a link, either way. */
export function crossesLink(world: World, call: number, link: number): boolean {
  for (let stream = 0; stream < STREAM_COUNT; stream++) {
    if ((world.calls.held[call] & (HELD.STREAM << stream)) === 0) continue;
    if (isOnLink(world, call, world.calls.streamRow[STREAM_COUNT * call + stream], link))
      return true;
  }
  return false;
}

/** Whether the media path of row `pc` has a link on it, either way. */
function isOnLink(world: World, call: number, pc: number, link: number): boolean {
  const path = pathOf(world, call, pc);
  for (let i = 0; i < path.length; i += 3) {
    const there = linkAt(world, call, path, i);
    if (there >= 0 && (there === link || world.network.back[there] === link)) return true;
  }
  return false;
}

/** Media that nobody asked about take room as well. */
function takeRoom(world: World, call: number, stream: number): void {
  world.calls.held[call] |= HELD.ROOM << stream;
  changeRoom(world, call, world.calls.streamRow[STREAM_COUNT * call + stream], 1);
}

/**
 * Whether no link of row `pc` has more streams than it may; counts those that came and those that
 * were refused. On links of row `from` the call has been before, so that it does not come there.
 */
function countAdmission(world: World, call: number, pc: number, from: number): boolean {
  const { back } = world.network;
  const path = pathOf(world, call, pc);
  let fits = true;
  for (let i = 0; i < path.length; i += 3) {
    const there = linkAt(world, call, path, i);
    if (there < 0 || (from >= 0 && isOnLink(world, call, from, there))) continue;
    if (!countOn(world, there)) fits = false;
    if (back[there] !== there && !countOn(world, back[there])) fits = false;
  }
  return fits;
}

/** True when what is on a link now, the newcomer included, has room. */
function countOn({ network, taken, meters, recorders }: World, link: number): boolean {
  if (meters.linkOffered[link] < 0) return true;
  const fits = taken[link] <= network.streamsMax[link];
  recorders.counters[meters.linkOffered[link]]++;
  if (!fits) recorders.counters[meters.linkRefused[link]]++;
  return fits;
}

/** The hops of the media path that row `pc` opens, by the phones of the call's agents. */
function pathOf({ calls, agents, topology, plan }: World, call: number, pc: number): Int32Array {
  let direct = 0;
  for (let slot = 0; slot < AGENT_SLOTS; slot++) {
    const agent = calls.agent[AGENT_SLOTS * call + slot];
    if (agent >= 0 && topology.seats[agents.seat[agent]].isDirect) direct |= 1 << slot;
  }
  return plan.streams[direct][pc]!;
}

function changeStreams(world: World, call: number, pc: number, by: number): void {
  const { network, plan, program, meters } = world;
  const path = pathOf(world, call, pc);
  const there = by * Math.max(1, plan.oneWay[pc]);
  const back = plan.oneWay[pc] > 0 ? 0 : by;
  for (let i = 0; i < path.length; i += 3) {
    const link = linkAt(world, call, path, i);
    if (link < 0) continue;
    changeOn(world, meters.linkStreams, link, there);
    changeOn(world, meters.linkStreams, network.back[link], back);
    if (program.a[pc] !== RECORDING) continue;
    changeOn(world, meters.recording.linkStreams, link, there);
    changeOn(world, meters.recording.linkStreams, network.back[link], back);
  }
}

function changeOn({ recorders, nowUs }: World, levels: Int32Array, link: number, by: number): void {
  if (by !== 0) recorders.changeLevel(levels[link], nowUs, by);
}

/** The same of streams that have room, whether they flow already or not. */
function changeRoom(world: World, call: number, pc: number, by: number): void {
  const path = pathOf(world, call, pc);
  for (let i = 0; i < path.length; i += 3) {
    const there = linkAt(world, call, path, i);
    if (there < 0) continue;
    world.taken[there] += by * Math.max(1, world.plan.oneWay[pc]);
    if (world.plan.oneWay[pc] === 0) world.taken[world.network.back[there]] += by;
  }
}

/** The link, forwards, of the hop at `i` of a path; −1 where it is none. */
function linkAt(world: World, call: number, path: Int32Array, i: number): number {
  const a = placeAt(world, call, path[i]);
  const b = placeAt(world, call, path[i + 1]);
  if (a === b && path[i + 2] === 1) return -1;
  return world.network.linkOf[a * world.network.places + b];
}

/** The place a role stands for: the carrier, the call's site, or that of one of its agents. */
export function placeAt(world: World, call: number, where: number): number {
  const { calls, agents, topology } = world;
  const site = calls.site[call];
  const agent = calls.agent[AGENT_SLOTS * call + slotOfWhere(where)];
  return placeOfWhere(topology, where, site, agent < 0 ? site : agents.seat[agent]);
}
