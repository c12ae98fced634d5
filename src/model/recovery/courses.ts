import type { Layout, RateSource } from "../../measure/layout.ts";
import type { Scenario } from "../../scenario/types.ts";
import { components } from "../components/index.ts";
import type { Meters } from "../meters.ts";
import type { Scope } from "../scopeTables.ts";
import type { Topology } from "../topology.ts";
import { COUNTS } from "./counts.ts";
import type { RecoveryMeters } from "./meters.ts";

const HOUR_US = 3_600_000_000;
/** Of work: a message is worked on for a time that is no small part of a second. */
const WORK_STEP_S = 10;

/** Seconds of a step: one; ten or sixty where seconds of a long run would fill the memory. */
function stepOf({ run }: Pick<Scenario, "run">): number {
  if (run.measureUs <= 6 * HOUR_US) return 1;
  return run.measureUs <= 60 * HOUR_US ? 10 : 60;
}

/** Asks the layout for the courses of what failures are judged by; scopes: the cluster, sites. */
export function coursesOf(
  scenario: Scenario,
  scopes: readonly Scope[],
  meters: Meters,
  own: RecoveryMeters,
  layout: Layout,
): void {
  const stepS = stepOf(scenario);
  const course = (id: string, kind: "counter" | "level", recorded: string) => {
    for (const { name, isAlone } of scopes) {
      const whole = layout.find("course", id, "cluster");
      const index = layout.find(kind, recorded, name);
      if (isAlone && whole !== undefined) layout.alias("course", id, name, whole);
      else if (index !== undefined)
        layout.course(id, name, [{ [kind]: index } as RateSource], stepS);
    }
  };
  course("offered", "counter", "caps.offered");
  course("answered", "counter", "caps.answered");
  for (const name of COUNTS) course(name, "counter", `course.${name}`);
  for (const id of ["calls.inQueue", "calls.inSystem", "agents.loggedIn"]) course(id, "level", id);
  if (own.registerRows.length === 0) return;
  for (const name of ["registers", "digests"]) course(name, "counter", `course.${name}`);
  layout.course("registrations", "cluster", [{ counter: meters.registrations }], stepS);
  course("registrations.active", "level", "registrations.active");
}

/** Counter of the work of a module at a site, and the stations that do it. */
export interface Work {
  readonly counter: number;
  readonly stations: Int32Array;
}

/** By module and site: the course of its work as a share of what all servers there can do. */
export function workOf(scenario: Scenario, topology: Topology, layout: Layout): Work[] {
  const stepS = Math.max(WORK_STEP_S, stepOf(scenario));
  return components.flatMap(({ name, modules }, component) =>
    modules.flatMap((module, m) =>
      scenario.sites.flatMap((site, s): Work[] => {
        const stations = stationsAt(topology, component, m, s);
        if (stations.length === 0) return [];
        const part = modules.length > 1 ? `${name}.${module.name}` : name;
        const scope = `component:${site.name}/${part}`;
        const counter = layout.counter("course.busyUs", scope);
        const { servers } = scenario.components[component].modules[m];
        const factor = 1e-6 / (servers * stations.length);
        layout.course("utilisation", scope, [{ counter, factor }], stepS);
        return [{ counter, stations: Int32Array.from(stations) }];
      }),
    ),
  );
}

const stationsAt = (topology: Topology, component: number, module: number, site: number) =>
  topology.stations.flatMap((each, station) => {
    const isIt = each.component === component && each.module === module;
    return isIt && topology.instances[each.instance].site === site ? [station] : [];
  });
