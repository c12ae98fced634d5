import type { Layout } from "../../measure/layout.ts";
import type { Scenario } from "../../scenario/types.ts";
import { services, TABULATED } from "../services.ts";
import type { Topology } from "../topology.ts";
import type { World } from "../world.ts";
import { ServiceWatch } from "./serviceWatch.ts";
import { isFailing } from "./when.ts";

/**
 * By service: seconds without it, those without it in the primary region, those cut off, those with
 * no copy of its data; times that another machine took over; 1 if its data are gone at the end.
 */
export const SERVICE_COUNTS = ["down", "home", "cut", "data", "switched", "data.lost"] as const;

/**
 * New work that came to something, by the recorder that counts it when it does; told apart by when
 * that was: before the first failure, or during any. None of these ever takes anything back.
 */
export const WORK = [
  { id: "calls.answered", kind: "counter", of: "caps.answered" },
  { id: "outbound.placed", kind: "counter", of: "outbound.placed" },
  { id: "callback.connected", kind: "cohort", of: "callback.connected" },
  { id: "voicemail.deposited", kind: "counter", of: "voicemail.deposited" },
  { id: "digital.served", kind: "counter", of: "digital.served" },
] as const;

/** Work of which some is under way at any moment, and the level that says how much. */
const PRESENT = [
  { id: "voicemail", level: "calls.inVoicemail" },
  { id: "digital", level: "digital.inSystem" },
] as const;

export interface ImpactMeters {
  /** By service: SERVICE_COUNTS in their order. */
  readonly services: readonly (readonly number[])[];
  /** Seconds before the first failure, and of all of them. */
  readonly before: number;
  readonly during: number;
  readonly work: readonly Work[];
  /** What is under way when something first fails: its level, and the counter it is kept in. */
  readonly present: readonly { readonly level: number; readonly counter: number }[];
  /** Level of callbacks that wait, and the most while something is failed; −1 for none. */
  readonly waiting: number;
  readonly waitingMax: number;
}

interface Work {
  readonly isCohort: boolean;
  readonly source: number;
  readonly before: number;
  readonly during: number;
}

/** Null for scenarios without a failure that the guide has a table of. */
export function impactMetersOf(scenario: Scenario, layout: Layout): ImpactMeters | null {
  if (!scenario.faults.some(({ kind }) => TABULATED.includes(kind))) return null;
  const counter = (id: string) => layout.counter(id, "cluster");
  const waiting = layout.find("level", "callback.waiting", "cluster") ?? -1;
  return {
    services: services.map(({ id }) =>
      SERVICE_COUNTS.map((name) => layout.counter(`impact.${name}`, `service:${id}`)),
    ),
    before: counter("impact.before"),
    during: counter("impact.during"),
    work: WORK.flatMap(({ id, kind, of }) => {
      const source = layout.find(kind, of, "cluster");
      if (source === undefined) return [];
      const [before, during] = ["before", "during"].map((when) => counter(`impact.${id}.${when}`));
      return [{ isCohort: kind === "cohort", source, before, during }];
    }),
    present: PRESENT.flatMap(({ id, level: name }) => {
      const level = layout.find("level", name, "cluster");
      return level === undefined ? [] : [{ level, counter: counter(`impact.${id}.present`) }];
    }),
    waiting,
    waitingMax: waiting < 0 ? -1 : counter("impact.callback.waiting.max"),
  };
}

/** What each function of the platform does meanwhile, looked at every second. */
export class Impacts {
  private readonly meters: ImpactMeters;
  private readonly watch: ServiceWatch;
  /** By fault: whether the primary region's data are cut off by it. */
  private readonly cutsData: readonly boolean[];
  private readonly seen: Float64Array;
  private readonly working = new Int32Array(services.length);

  constructor(meters: ImpactMeters, scenario: Scenario, topology: Topology) {
    this.meters = meters;
    this.watch = new ServiceWatch(scenario, topology);
    this.cutsData = scenario.faults.map(({ kind, target }) => {
      const network = scenario.accessNetworks.find(({ name }) => name === target);
      if (kind !== "accessNetworkDown" || network === undefined) return false;
      return network.desktopPath === "mpls" && network.sites.includes(0);
    });
    this.seen = new Float64Array(meters.work.length);
  }

  /** The measured window opens. */
  open(world: World): void {
    this.meters.work.forEach((work, i) => {
      this.seen[i] = readOf(world, work);
    });
  }

  /** A second of the window ends; what fails or is back at this very moment does so after it. */
  second(world: World): void {
    const { meters } = this;
    const { counters, levels } = world.recorders;
    const isDuring = isFailing(world, world.nowUs - 1);
    const isBefore = !isDuring && world.faultLog.length === 0;
    if (isBefore) counters[meters.before]++;
    if (isDuring) counters[meters.during]++;
    if (isBefore)
      for (const { level, counter } of meters.present) counters[counter] = levels[level];
    meters.work.forEach((work, i) => {
      const now = readOf(world, work);
      if (isBefore) counters[work.before] += now - this.seen[i];
      if (isDuring) counters[work.during] += now - this.seen[i];
      this.seen[i] = now;
    });
    if (isDuring && meters.waiting >= 0)
      counters[meters.waitingMax] = Math.max(counters[meters.waitingMax], levels[meters.waiting]);
    meters.services.forEach((_, service) => {
      this.look(world, service);
    });
  }

  private look(world: World, service: number): void {
    const [down, home, cut, data, switched, dataLost] = this.meters.services[service];
    const { counters } = world.recorders;
    const { isUp, atHome, hasData, working } = this.watch.look(world, service);
    if (!isUp) counters[down]++;
    if (!atHome) counters[home]++;
    if (this.isCut(world)) counters[cut]++;
    if (!hasData) counters[data]++;
    counters[dataLost] = hasData ? 0 : 1;
    if (working !== this.working[service] && working >= 0) counters[switched]++;
    this.working[service] = working;
  }

  private isCut({ faultLog, nowUs }: World): boolean {
    return faultLog.some(
      ({ fault, onsetUs, endUs }) => this.cutsData[fault] && onsetUs < nowUs && nowUs <= endUs,
    );
  }
}

const readOf = ({ recorders }: World, { isCohort, source }: Work): number =>
  (isCohort ? recorders.cohorts : recorders.counters)[source];
