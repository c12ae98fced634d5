import { writeFileSync } from "node:fs";
import { jsonSchema } from "./jsonSchema.ts";

/** Writes scenarios/scenario.schema.json, which editors use to complete and check scenarios. */
const target = new URL("../../scenarios/scenario.schema.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(jsonSchema(), null, 2)}\n`);
