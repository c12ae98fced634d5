import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jsonSchema } from "../../src/scenario/jsonSchema.ts";

test("scenario.schema.json is current; `npm run schema` makes it so", () => {
  const file = new URL("../../scenarios/scenario.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(jsonSchema());
});

test("tells an editor the meaning, range and source of a number", () => {
  const { properties } = jsonSchema() as { properties: Record<string, { properties: object }> };
  expect(properties.run!.properties).toMatchObject({
    warmUp: {
      type: "string",
      default: "30min",
      description: expect.stringMatching(/^Simulated time .* Range: from 0s up to 24h\. Source: /),
    },
  });
});
