import { components } from "../model/components/index.ts";
import type { Component } from "../model/components/types.ts";
import { percent } from "../report/format.ts";
import { n, roundedUp } from "./figures.ts";
import type { SizingLoad } from "./load.ts";
import type { Section, SizingRow } from "./types.ts";

/** Instances of each component of a site that share its messages, from the catalogue's rows. */
export const platform = (load: SizingLoad): Section => ({
  title: "Components of the busiest site",
  note:
    `busy at most ${percent(load.scenario.sizing.componentUse, 0)} on average, at the service ` +
    "times of the catalogue; what belongs to each node (URS, ORS, ICON …) comes with it, and " +
    "T-events reach every node, so that more nodes do not relieve them: see busyhour check",
  rows: components
    .filter(({ per }) => per === "site")
    .flatMap((component) => rowOf(load, component) ?? []),
});

function rowOf({ capacity, scenario }: SizingLoad, component: Component): SizingRow | undefined {
  const [first, ...others] = component.modules;
  const name = others.length === 0 ? component.name : `${component.name}.${first!.name}`;
  const row = capacity.find(({ scope }) => scope === `component:${name}`);
  if (row === undefined) return;
  const index = components.indexOf(component);
  const { servers } = scenario.components[index]!.modules[0]!;
  const use = scenario.sizing.componentUse;
  const spare = component.highAvailability.startsWith("N+1") ? 1 : 0;
  const least = component.rule?.least ?? 1;
  const busy = row.perCall * row.offeredCaps;
  const needed = roundedUp(busy / (use * servers)) + spare;
  const each = servers === 1 ? "" : ` of ${servers} servers`;
  const extra = spare === 1 ? ", and a spare" : "";
  const floor = needed < least ? `; the blueprint asks for ${least}` : "";
  return {
    id: `component.${component.name}`,
    title: component.title,
    unit: "",
    value: Math.max(needed, least),
    derivation: `${n(busy)} busy servers / ${percent(use, 0)}${each}${extra}${floor}`,
    has: row.size / servers,
  };
}
