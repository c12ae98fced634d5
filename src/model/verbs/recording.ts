import { HELD } from "../calls.ts";
import { choose } from "../choice.ts";
import { CAST } from "../flowTables.ts";
import { bytesOf, FILES_MODULE, fileRate, travelUs } from "../recording/files.ts";
import { FILE_KINDS, RECORDING_MOMENTS, TAKES_TURNS } from "../recording/kinds.ts";
import {
  FROM_DESKTOP,
  FROM_SERVER,
  RECORDING_COUNT,
  RECORDING_LEVEL,
} from "../recording/meters.ts";
import { PARK } from "../signals.ts";
import type { World } from "../world.ts";
import { placeAt } from "./media.ts";

const VOICE = FILE_KINDS.indexOf("voice");
const SCREEN = FILE_KINDS.indexOf("screen");
const TO_MUXER = FILE_KINDS.indexOf("toMuxer");
const MUXED = FILE_KINDS.indexOf("muxed");
const START = RECORDING_MOMENTS.indexOf("start");
const PAUSE = RECORDING_MOMENTS.indexOf("pause");
const RESUME = RECORDING_MOMENTS.indexOf("resume");
const END = RECORDING_MOMENTS.indexOf("end");

/** RECORD: a moment in the life of a call's recording. */
export function record(world: World, call: number, moment: number): void {
  const { calls, nowUs } = world;
  switch (moment) {
    case START:
      calls.held[call] |= HELD.RECORDING;
      calls.recordedUs[call] = 0;
      calls.recordingSinceUs[call] = nowUs;
      count(world, call, RECORDING_COUNT.started, 1);
      change(world, call, RECORDING_LEVEL.sessions, 1);
      break;
    case PAUSE:
      calls.recordedUs[call] += nowUs - calls.recordingSinceUs[call];
      calls.recordingSinceUs[call] = Number.NaN;
      break;
    case RESUME:
      calls.recordingSinceUs[call] = nowUs;
      break;
    case END:
      if (!Number.isNaN(calls.recordingSinceUs[call]))
        calls.recordedUs[call] += nowUs - calls.recordingSinceUs[call];
      stop(world, call, RECORDING_COUNT.completed);
      break;
    default:
      count(world, call, RECORDING_COUNT.missed, 1);
  }
}

/** What was recorded of a call that is cut off is lost with it. */
export function cutRecording(world: World, call: number): void {
  if ((world.calls.held[call] & HELD.RECORDING) !== 0) stop(world, call, RECORDING_COUNT.cut);
}

function stop(world: World, call: number, how: number): void {
  world.calls.held[call] &= ~HELD.RECORDING;
  count(world, call, how, 1);
  change(world, call, RECORDING_LEVEL.sessions, -1);
}

/** TRANSFER: a file of the call is to go from role b to role c, where it waits its turn. */
export function transfer(world: World, leg: number, pc: number): number {
  const { legs, program, platform, nowUs } = world;
  const call = legs.call[leg];
  const to = instanceOf(world, call, program.c[pc]);
  const from = placeOf(world, call, program.b[pc]);
  legs.to[leg] = world.network.linkOf[from * world.network.places + platform.placeOf[to]];
  const hasWaited = legs.attempts[leg] > 0;
  if (!hasWaited) changeBacklog(world, call, program.a[pc], 1);
  if (!hasWaited && program.a[pc] === SCREEN) count(world, call, RECORDING_COUNT.screens, 1);
  if (world.mayFail && waitsFor(world, leg, pc, to)) return PARK;
  if (!TAKES_TURNS[program.a[pc]]) return pc + 1;
  const travel = travelOf(world, leg, pc);
  bookFile(world, to, travel);
  const startUs = world.atUs - travel;
  world.atUs = nowUs;
  if (startUs === nowUs) return pc + 1;
  legs.pc[leg] = pc + 1;
  world.schedule(leg, startUs);
  return PARK;
}

/** A file stays where it is until both its ends are there: true when one of them is down. */
function waitsFor(world: World, leg: number, pc: number, to: number): boolean {
  const { legs, program, platform, calls } = world;
  const from = calls.pins[legs.call[leg] * program.roleCount + program.b[pc]];
  const missing = [to, from].find((each) => each >= 0 && platform.up[each] === 0);
  legs.attempts[leg] = missing === undefined ? 0 : 1;
  if (missing === undefined) return false;
  legs.pc[leg] = pc;
  platform.awaited.add(missing, leg);
  return true;
}

/** SENDING: the file is on its link until all of it has gone. */
export function sending(world: World, leg: number, pc: number): number {
  changeLink(world, leg, pc, 1);
  world.legs.pc[leg] = pc + 1;
  world.schedule(leg, world.nowUs + travelOf(world, leg, pc));
  return PARK;
}

/** SENT: the file has arrived. */
export function sent(world: World, leg: number, pc: number): number {
  const call = world.legs.call[leg];
  const file = world.program.a[pc];
  changeLink(world, leg, pc, -1);
  changeBacklog(world, call, file, -1);
  const bytes = bytesOf(world.plan.scenario, file, world.calls.recordedUs[call]);
  if (file === VOICE) {
    count(world, call, RECORDING_COUNT.stored, 1);
    count(world, call, RECORDING_COUNT["stored.bytes"], bytes);
  } else if (file === MUXED) {
    count(world, call, RECORDING_COUNT.muxed, 1);
    count(world, call, RECORDING_COUNT["muxed.bytes"], bytes);
  }
  return pc + 1;
}

/** MUX: the muxer in role a works for as long as the recording is long. */
export function mux(world: World, leg: number, pc: number): number {
  const { calls, legs, program, plan, nowUs } = world;
  const call = legs.call[leg];
  const muxer = calls.pins[call * program.roleCount + program.a[pc]];
  bookFile(world, muxer, Math.round(plan.scenario.recording.muxing * calls.recordedUs[call]));
  legs.pc[leg] = pc + 1;
  world.schedule(leg, world.atUs);
  world.atUs = nowUs;
  return PARK;
}

/** Work on a file: what any file takes, and for this one so much more. */
function bookFile(world: World, instance: number, workUs: number): void {
  const { platform, signalling } = world;
  const each = signalling.service[platform.componentOf[instance]][FILES_MODULE][0];
  platform.book(world, platform.stationOf[instance] + FILES_MODULE, each + workUs);
}

/** At call fidelity nothing was sent to a role before: it takes the next in turn now. */
function instanceOf(world: World, call: number, role: number): number {
  const pin = call * world.program.roleCount + role;
  if (!world.plan.message) world.calls.pins[pin] = choose(world, call, role);
  return world.calls.pins[pin];
}

function placeOf(world: World, call: number, role: number): number {
  const { calls, casts, program, platform } = world;
  const cast = calls.flow[call] * program.roleCount + role;
  if (casts.by[cast] === CAST.CLUSTER)
    return platform.placeOf[calls.pins[call * program.roleCount + role]];
  return placeAt(world, call, casts.where[cast]);
}

/** How long the file of a row is on the link that its leg remembers. */
function travelOf({ calls, legs, program, plan }: World, leg: number, pc: number): number {
  const bytes = bytesOf(plan.scenario, program.a[pc], calls.recordedUs[legs.call[leg]]);
  return travelUs(bytes, fileRate(plan.scenario, program.a[pc] === SCREEN, legs.to[leg]));
}

function changeLink(world: World, leg: number, pc: number, by: number): void {
  if (world.program.a[pc] === VOICE)
    change(world, world.legs.call[leg], RECORDING_LEVEL["upload.voice"], by);
  const { linkFiles } = world.meters.recording;
  const sender = world.program.a[pc] === SCREEN ? FROM_DESKTOP : FROM_SERVER;
  world.recorders.changeLevel(linkFiles[2 * world.legs.to[leg] + sender], world.nowUs, by);
}

/** Files of the desktops and MCPs wait for their upload, those of RWS to be muxed and stored. */
function changeBacklog(world: World, call: number, file: number, by: number): void {
  if (file === TO_MUXER && by < 0) return;
  if (file === MUXED && by > 0) return;
  if (file === TO_MUXER || file === MUXED) {
    change(world, call, RECORDING_LEVEL["muxer.files"], by);
    return;
  }
  const bytes = bytesOf(world.plan.scenario, file, world.calls.recordedUs[call]);
  change(world, call, RECORDING_LEVEL["upload.files"], by);
  change(world, call, RECORDING_LEVEL["upload.kB"], by * Math.round(bytes / 1e3));
}

function count(world: World, call: number, row: number, by: number): void {
  const { counts, scopes } = world.meters.recording;
  const at = row * scopes;
  const own = counts[at + 1 + world.calls.site[call]];
  world.recorders.counters[counts[at]] += by;
  if (own >= 0) world.recorders.counters[own] += by;
}

function change(world: World, call: number, row: number, by: number): void {
  const { levels, scopes } = world.meters.recording;
  const at = row * scopes;
  const own = levels[at + 1 + world.calls.site[call]];
  world.recorders.changeLevel(levels[at], world.nowUs, by);
  if (own >= 0) world.recorders.changeLevel(own, world.nowUs, by);
}
