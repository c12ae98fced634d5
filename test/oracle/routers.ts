import type { Machinery } from "./machinery.ts";

/** Whether a URS and a StatServer of a site work, as far as it has any: else it routes no call. */
export const routes = (machinery: Machinery, site: number): boolean =>
  ["urs", "statServer"].every((component) => {
    const instances = machinery.instancesOf(component, { site });
    return instances.length === 0 || instances.some((each) => machinery.machines[each].up);
  });
