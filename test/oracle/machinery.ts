import { components } from "../../src/model/components/index.ts";
import {
  MESSAGE_KINDS,
  MESSAGES,
  type MessageKind,
  type TrafficClass,
} from "../../src/model/messages.ts";
import { type Instance, type Topology, topologyOf } from "../../src/model/topology.ts";
import type { Transport } from "../../src/scenario/transports.ts";
import type { Scenario } from "../../src/scenario/types.ts";

interface Station {
  /** Messages it has worked on or has to, those it refused, and its work; a stop voids the rest. */
  messages: number;
  rejected: number;
  heldBack: number;
  bookedUs: number;
  /** When each of its servers is free again. */
  readonly freeUs: number[];
  readonly serviceUs: Readonly<Record<string, number>>;
  /** When it last measured itself, its work by then, and the share it lets through. */
  readonly measured: { atUs: number; bookedUs: number; share: number };
}

const idle = () => ({
  messages: 0,
  rejected: 0,
  heldBack: 0,
  bookedUs: 0,
  measured: { atUs: 0, bookedUs: 0, share: 1 },
});

interface Machine {
  readonly instance: Instance;
  readonly stations: readonly Station[];
  up: boolean;
  /** Faults that last. */
  faults: number;
  avoidedUntilUs: number;
  /** By place of those it did not answer. */
  readonly silentUntilUs: Map<number, number>;
  /** Places from where somebody pings it. */
  readonly watchedFrom: Set<number>;
  /** How often it has stopped. */
  stops: number;
  /** The second in which each of its latest INVITEs came. */
  invites: number[];
}

export interface Wire {
  readonly latencyUs: number;
  readonly usPerByte: number;
  readonly bytes: { signalling: number; tlib: number };
  readonly overheadBytes: Readonly<Record<TrafficClass, number>>;
  readonly transport: Transport;
  up: boolean;
  /** Faults that last. */
  faults: number;
  freeUs: number;
}

/** Instances, their queues and the links between them, as plain objects. */
export class Machinery {
  readonly scenario: Scenario;
  readonly topology: Topology;
  readonly machines: readonly Machine[];
  readonly wires: readonly Wire[];
  /** By component: how often and how long messages were there. */
  readonly delays: { count: number; sumUs: number; maxUs: number }[];
  /** By site: how far the filling of its MCPs has come. */
  readonly portTurns = new Map<string, number>();
  private readonly byEnds: readonly (readonly Wire[])[];
  private readonly found = new Map<string, readonly number[]>();
  private readonly turns = new Map<string, number>();

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.topology = topologyOf(scenario);
    const factor = scenario.signalling.timeFactor;
    this.machines = this.topology.instances.map((instance) => ({
      instance,
      stations: stationsOf(scenario, instance.component),
      up: true,
      faults: 0,
      avoidedUntilUs: 0,
      silentUntilUs: new Map(),
      watchedFrom: new Set(),
      stops: 0,
      invites: [],
    }));
    this.wires = scenario.links.map(({ latencyUs, bitsPerSecond, overheadBytes, transport }) => ({
      overheadBytes,
      transport,
      latencyUs: Math.round(latencyUs * factor),
      usPerByte: factor > 0 && Number.isFinite(bitsPerSecond) ? 8e6 / bitsPerSecond : 0,
      bytes: { signalling: 0, tlib: 0 },
      up: true,
      faults: 0,
      freeUs: 0,
    }));
    this.delays = components.map(() => ({ count: 0, sumUs: 0, maxUs: 0 }));
    this.byEnds = scenario.places.map((_, from) =>
      scenario.places.map((__, to) => {
        const number = scenario.links.findIndex((link) => link.from === from && link.to === to);
        return this.wires[number];
      }),
    );
  }

  /** Numbers of the instances of a component at a site, or that belong to a node. */
  instancesOf(component: string, where: { site?: number; node?: number }): readonly number[] {
    const key = `${component} ${where.site} ${where.node}`;
    const found = this.found.get(key) ?? this.search(component, where);
    this.found.set(key, found);
    return found;
  }

  private search(component: string, where: { site?: number; node?: number }): number[] {
    const row = components.findIndex(({ name }) => name === component);
    return this.machines.flatMap(({ instance }, number) =>
      instance.component === row &&
      (where.site === undefined || instance.site === where.site) &&
      (where.node === undefined || instance.node === where.node)
        ? [number]
        : [],
    );
  }

  /** The next of them in turn that may be chosen. */
  inTurn(numbers: readonly number[], mayBe: (number: number) => boolean): number | undefined {
    const key = numbers.join();
    const start = this.turns.get(key) ?? 0;
    const order = numbers.map((_, i) => (start + i) % numbers.length);
    const chosen = order.find((i) => mayBe(numbers[i]));
    if (chosen === undefined) return undefined;
    this.turns.set(key, (chosen + 1) % numbers.length);
    return numbers[chosen];
  }

  /** Whether senders of a place leave an instance alone. */
  isAvoided(number: number, place: number, nowUs: number): boolean {
    const { avoidedUntilUs, silentUntilUs } = this.machines[number];
    return avoidedUntilUs > nowUs || (silentUntilUs.get(place) ?? 0) > nowUs;
  }

  wire(from: number, to: number): Wire {
    return this.byEnds[from][to];
  }

  wireBetween(from: number, to: number): Wire {
    return this.wire(this.machines[from].instance.place, this.machines[to].instance.place);
  }

  countBytes(wire: Wire, message: MessageKind, copies: number): void {
    wire.bytes[MESSAGES[message].traffic] += copies * this.bytesOn(wire, message);
  }

  private bytesOn({ overheadBytes }: Wire, message: MessageKind): number {
    const own = this.scenario.signalling.bytes[MESSAGE_KINDS.indexOf(message)];
    return own + overheadBytes[MESSAGES[message].traffic];
  }

  isClusterWide(component: string): boolean {
    return components.find(({ name }) => name === component)?.per === "cluster";
  }

  /** Sends a message from an instance at a time; when it arrives, if the link is up. */
  transmit(from: number, to: number, message: MessageKind, atUs: number): number {
    const wire = this.wireBetween(from, to);
    this.countBytes(wire, message, 1);
    if (!wire.up || wire.usPerByte === 0) return atUs + wire.latencyUs;
    wire.freeUs = Math.max(wire.freeUs, atUs) + this.bytesOn(wire, message) * wire.usPerByte;
    return Math.round(wire.freeUs) + wire.latencyUs;
  }

  /**
   * When an instance has refused new work, null when it takes it. Its senders then leave it alone
   * for a while. All INVITEs count towards a limit of their rate, also those it cannot refuse.
   */
  refuse(number: number, message: MessageKind, nowUs: number, canRefuse: boolean): number | null {
    const machine = this.machines[number];
    const settings = this.scenario.components[machine.instance.component];
    if (message !== "INVITE" || settings === undefined) return null;
    const second = Math.floor(nowUs / 1e6);
    machine.invites = machine.invites.filter((each) => each === second).concat(second);
    if (!canRefuse) return null;
    const station = this.station(number, message);
    const waitUs = Math.min(...station.freeUs) - nowUs;
    const isTooFast = machine.invites.length > settings.dialogRate;
    if (!isTooFast && Math.max(0, waitUs) <= settings.backlogLimitUs) return null;
    station.rejected++;
    machine.avoidedUntilUs = Math.max(machine.avoidedUntilUs, nowUs + settings.retryAfterUs);
    const share = this.scenario.signalling.overload.refusalWork;
    const workUs = Math.round(share * station.serviceUs[message]);
    const server = station.freeUs.indexOf(Math.min(...station.freeUs));
    station.freeUs[server] = Math.max(station.freeUs[server], nowUs) + workUs;
    station.bookedUs += workUs;
    return nowUs + workUs;
  }

  /** The share of new dialogs that a station lets through, measured anew when it is time. */
  shareOf(number: number, message: MessageKind, nowUs: number): number {
    const station = this.station(number, message);
    const { validityUs, targetDelayUs } = this.scenario.signalling.overload;
    const { measured } = station;
    const passedUs = nowUs - measured.atUs;
    if (passedUs < validityUs) return measured.share;
    const givenUs = station.bookedUs - measured.bookedUs;
    const waitUs = Math.max(0, Math.min(...station.freeUs) - nowUs);
    const roomUs = station.freeUs.length * (passedUs + targetDelayUs - waitUs);
    const change =
      givenUs > 0
        ? Math.min(1.25, Math.max(waitUs > targetDelayUs ? 0.5 : 1, roomUs / givenUs))
        : 1.25;
    if (passedUs >= 2 * validityUs) measured.share = 1;
    else measured.share = Math.min(1, Math.max(0.01, change * measured.share));
    measured.atUs = nowUs;
    measured.bookedUs = station.bookedUs;
    return measured.share;
  }

  noteHeldBack(number: number, message: MessageKind): void {
    this.station(number, message).heldBack++;
  }

  private station(number: number, message: MessageKind): Station {
    const { instance, stations } = this.machines[number];
    const modules = components[instance.component]?.modules ?? [];
    const module = modules.findIndex(({ handles }) => handles.includes(message));
    return stations[Math.max(0, module)];
  }

  /** A message that arrives now is worked on by the server that is free first; until when. */
  work(number: number, message: MessageKind, nowUs: number, isCopy = false): number {
    // The carrier and the desks only hear; nobody counts it there.
    if (this.machines[number].instance.component < 0) return nowUs;
    const station = this.station(number, message);
    const { freeUs } = station;
    const share = isCopy ? this.scenario.signalling.repeatWork : 1;
    const serviceUs = Math.round(share * station.serviceUs[message]);
    const server = freeUs.indexOf(Math.min(...freeUs));
    freeUs[server] = Math.max(freeUs[server], nowUs) + serviceUs;
    station.messages++;
    station.bookedUs += serviceUs;
    this.noteDelay(this.machines[number].instance.component, freeUs[server] - nowUs);
    return freeUs[server];
  }

  /** Work on a file by the module for files; until when. */
  workOnFile(number: number, workUs: number, nowUs: number): number {
    const station = this.machines[number].stations[1];
    const { freeUs } = station;
    const serviceUs = station.serviceUs[MESSAGE_KINDS[0]] + workUs;
    const server = freeUs.indexOf(Math.min(...freeUs));
    freeUs[server] = Math.max(freeUs[server], nowUs) + serviceUs;
    station.messages++;
    station.bookedUs += serviceUs;
    return freeUs[server];
  }

  private noteDelay(component: number, delayUs: number): void {
    const delay = this.delays[component];
    delay.count++;
    delay.sumUs += delayUs;
    delay.maxUs = Math.max(delay.maxUs, delayUs);
  }

  /** Work that a station has done by now. */
  busyUs({ freeUs, bookedUs }: Station, nowUs: number): number {
    return bookedUs - freeUs.reduce((ahead, us) => ahead + Math.max(0, us - nowUs), 0);
  }

  stop(number: number, nowUs: number): void {
    this.machines[number].faults++;
    this.machines[number].stops++;
    this.machines[number].up = false;
    for (const station of this.machines[number].stations) {
      station.bookedUs = this.busyUs(station, nowUs);
      station.freeUs.forEach((us, server) => {
        station.freeUs[server] = Math.min(us, nowUs);
      });
    }
  }
}

function stationsOf(scenario: Scenario, component: number): Station[] {
  if (component < 0) {
    const serviceUs = Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, 0]));
    return [{ ...idle(), freeUs: [0], serviceUs }];
  }
  const factor = scenario.signalling.timeFactor;
  return scenario.components[component].modules.map(({ servers, serviceUs }) => ({
    ...idle(),
    freeUs: Array.from({ length: servers }, () => 0),
    serviceUs: Object.fromEntries(
      MESSAGE_KINDS.map((kind, i) => [kind, Math.round(serviceUs[i] * factor)]),
    ),
  }));
}
