import type * as z from "zod";
import { components } from "../model/components/index.ts";
import type { DocumentNode } from "./document.ts";
import type { Model } from "./hash.ts";
import { type PathRow, rowsOf } from "./paths.ts";
import type { Assumption } from "./types.ts";

/** The defaults in force that are only assumed and that this scenario's results depend on. */
export const assumptionsOf = (
  schema: z.ZodType,
  root: DocumentNode,
  model: Model,
): readonly Assumption[] =>
  rowsOf(schema, root)
    .filter((row) => !row.written && row.default !== "" && row.mark === "assumption")
    .filter((row) => matters(row, model))
    .map(({ path, value, note }) => ({ path, value, note }));

/** Whether rates or agents change by interval, so that the time of day decides which are met. */
const followsTheDay = ({ demand, groups }: Model): boolean =>
  demand.some(({ profile }) => profile.labels.length > 0) ||
  groups.some(({ staffing }) => staffing.some(({ count }) => count.length > 1));

function matters({ path, value }: PathRow, model: Model): boolean {
  if (value === "unlimited" || path.includes("<")) return false;
  const [section, part] = path.split(".") as [string, string];
  const instances = (name: string): number => {
    const row = components.findIndex((each) => each.name === name);
    return model.sites.reduce((sum, site) => sum + site.instances[row]!, 0);
  };
  const hasPlatform = instances("sipServer") > 0;
  switch (section) {
    case "components":
      return instances(part) > 0 && hasPlatform;
    case "network":
      return hasPlatform && (part !== "wan" || model.sites.length > 1);
    case "signalling":
      return hasPlatform && (model.run.registrations || !/^re(gister|fresh)/.test(part));
    case "media":
      return hasPlatform;
    case "queues":
      return !path.endsWith(".location") || model.sites.length > 1;
    case "agents":
      return followsTheDay(model);
    case "run":
      if (part === "logInSpread") return model.run.agentsAtStart === "logInWave";
      return part !== "startOfDay" || followsTheDay(model);
    default:
      return true;
  }
}
