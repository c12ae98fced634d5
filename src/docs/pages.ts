import { assumptionsPage } from "./assumptionsPage.ts";
import { metricsPage } from "./metricsPage.ts";
import { scenarioPage } from "./scenarioPage.ts";

/** The pages of docs/ that are written from definitions, by file name. */
export const pages = (): ReadonlyMap<string, string> =>
  new Map([
    ["scenario.md", scenarioPage()],
    ["metrics.md", metricsPage()],
    ["assumptions.md", assumptionsPage()],
  ]);
