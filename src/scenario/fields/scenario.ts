import * as z from "zod";
import { agentsFields } from "./agents.ts";
import { AVAILABILITY_FIELDS } from "./availability.ts";
import { callbackFields } from "./callback.ts";
import { campaignsFields } from "./campaigns.ts";
import { COMPONENT_FIELDS } from "./components.ts";
import { demandFields } from "./demand.ts";
import { digitalFields } from "./digital.ts";
import { exactFields } from "./exact.ts";
import { expectFields, observedFields } from "./expectations.ts";
import { faultsFields } from "./faults.ts";
import { MistakeError } from "./leaf.ts";
import { locationsFields } from "./locations.ts";
import { mediaFields } from "./media.ts";
import { type Names, PLATFORMS } from "./names.ts";
import { networkFields } from "./network.ts";
import { queuesFields } from "./queues.ts";
import { runFields } from "./run.ts";
import { optionalSection } from "./sections.ts";
import { SESSIONS_FIELDS } from "./sessions.ts";
import { SIGNALLING_FIELDS } from "./signalling.ts";
import { sitesFields } from "./sites.ts";
import { SIZING_FIELDS } from "./sizing.ts";
import { storageFields } from "./storage.ts";
import { formed, neverTrue, text, word } from "./words.ts";

const PATH = "the path of a scenario file";
const NO_ISCC = "false: a SIP Cluster does not support ISCC (blueprint)";
const NO_WDE = "wwe: a SIP Cluster does not support Workspace Desktop Edition (blueprint)";

const RUN_FIELDS = { cluster: runFields("cluster"), none: runFields("none") } as const;

/**
 * Everything a planner may write, in one definition: validation, defaults, JSON Schema and the
 * listing of paths all come from it. `names` are those of the scenario at hand, to check references
 * against; without them any name passes.
 */
export const scenarioFields = (names?: Names) =>
  z.strictObject({
    name: formed("Short name, for files and reports", "a name such as reference-2000", fileName),
    title: text("One line that says what the scenario is", ""),
    extends: formed("Scenario that this one changes, relative to this file", PATH, (given) => {
      // Reading a file has resolved and removed its own.
      if (names) throw new MistakeError({ wanted: `${PATH}, in the file itself` });
      return given;
    }).optional(),
    platform: word(
      PLATFORMS,
      "cluster: a SIP Cluster under its deployment rules; none: only agents, queues and pools",
      "cluster",
    ),
    desktop: word(["wwe", "wde"], "Agents' desktop", "wwe", {
      refuse: (given) => (given === "wde" ? NO_WDE : undefined),
    }),
    routing: optionalSection(
      z.strictObject({ iscc: neverTrue("Calls passed to other T-Servers by ISCC", NO_ISCC) }),
    ),
    run: optionalSection(RUN_FIELDS[names?.platform ?? "cluster"]),
    sites: sitesFields(names),
    network: optionalSection(networkFields(names)),
    locations: locationsFields(names).prefault({}),
    components: COMPONENT_FIELDS,
    media: mediaFields(names),
    signalling: SIGNALLING_FIELDS,
    sessions: SESSIONS_FIELDS,
    ...storageFields(names),
    sizing: SIZING_FIELDS,
    availability: AVAILABILITY_FIELDS,
    demand: demandFields(names).prefault({}),
    campaigns: campaignsFields(names).prefault({}),
    callback: callbackFields(names).prefault({}),
    digital: digitalFields(names).prefault({}),
    queues: queuesFields(names).prefault({}),
    agents: agentsFields(names).prefault({}),
    faults: faultsFields(names),
    expect: expectFields(names),
    observed: observedFields(names),
    exact: exactFields(names),
  });

/**
 * A scenario as its fields complete it: every default in place, every number in the model's unit.
 */
export type Fields = z.infer<ReturnType<typeof scenarioFields>>;

function fileName(given: string): string {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(given))
    throw new MistakeError({ wanted: "a name of letters, digits, dots and hyphens" });
  return given;
}
