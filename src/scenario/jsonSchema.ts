import * as z from "zod";
import { type Setting, settingOf } from "./fields/leaf.ts";
import { scenarioFields } from "./fields/scenario.ts";

/**
 * The definition of a scenario as JSON Schema (draft 7, which editors understand best), with
 * meaning, range and source of every value as its description.
 */
export function jsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(scenarioFields(), {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema: written }) => {
      const setting = settingOf(zodSchema);
      delete written.setting;
      if (setting !== undefined) written.description = descriptionOf(setting);
    },
  });
  return { title: "busyhour scenario", ...schema };
}

function descriptionOf({ meaning, range, source }: Setting): string {
  const parts = [`${meaning}.`];
  if (range !== "") parts.push(`Range: ${range}.`);
  if (source !== undefined) parts.push(`Source: ${source.mark} (${source.note}).`);
  return parts.join(" ");
}
