import { describe, expect, test } from "vitest";
import type * as z from "zod";
import type { Setting } from "../../src/scenario/fields/leaf.ts";
import { scenarioFields } from "../../src/scenario/fields/scenario.ts";
import { bare, entriesOf, entryOf, itemOf, settingBelow } from "../../src/scenario/walk.ts";

interface Field {
  readonly path: string;
  readonly schema: z.ZodType;
  readonly setting: Setting;
}

function fieldsBelow(schema: z.core.$ZodType, path: string): readonly Field[] {
  const part = bare(schema);
  const setting = settingBelow(part);
  if (setting !== undefined) return [{ path, schema: part as z.ZodType, setting }];
  const entries = entriesOf(part);
  if (entries)
    return Object.entries(entries).flatMap(([key, each]) => fieldsBelow(each, `${path}.${key}`));
  return fieldsBelow((entryOf(part) ?? itemOf(part))!, `${path}.*`);
}

const fields = fieldsBelow(scenarioFields(), "");
const NONSENSE = { kind: { of: "nonsense" } };
const NO_NUMBERS = ["word", "text", "flag", "time of day"];
const numbers = fields.filter(({ setting }) => !NO_NUMBERS.includes(setting.kind));

describe("every field", () => {
  test("of the language is found", () => {
    expect(fields.length).toBeGreaterThan(500);
    expect(fields.map(({ path }) => path)).toContain(".agents.*.sites.*");
  });

  test("accepts its own default", () => {
    for (const { path, schema, setting } of fields)
      if (setting.default !== undefined)
        expect(schema.safeParse(setting.default).success, path).toBe(true);
  });

  test("refuses nonsense", () => {
    for (const { path, schema } of fields)
      expect(schema.safeParse(NONSENSE).success, path).toBe(false);
  });

  test("has a meaning, and says what it wants", () => {
    for (const { path, setting } of fields) {
      expect(setting.meaning, path).not.toBe("");
      expect(setting.wanted, path).not.toBe("");
    }
  });
});

describe("every number", () => {
  test("has a source", () => {
    for (const { path, setting } of numbers) expect(setting.source?.note, path).toMatch(/\S/);
  });

  test("is an assumption where it has a default, and given where it has none", () => {
    const marked = (mark: string, hasDefault: boolean) =>
      numbers.filter(
        ({ setting }) =>
          setting.source?.mark === mark && (setting.default !== undefined) === hasDefault,
      );
    expect(marked("given", true)).toEqual([]);
    expect(marked("given", false).length).toBeGreaterThan(8);
    // Left out, these stand at the first site or are not needed; shares, all together, are even.
    const assumed = marked("assumption", false).map(({ path }) => path);
    const standing = [".sites.*.muxer", ".sites.*.interactionServer"];
    expect(assumed).toEqual([...standing, ".demand.*.sites.*", ".digital.*.sites.*"]);
  });

  test("refuses a word", () => {
    for (const { path, schema } of numbers)
      expect(schema.safeParse("nonsense").success, path).toBe(false);
  });

  test("refuses a bare number where it has a unit", () => {
    const united = ["duration", "rate", "bandwidth", "bytes", "distribution"];
    for (const { path, schema, setting } of numbers)
      if (united.includes(setting.kind)) expect(schema.safeParse(1).success, path).toBe(false);
  });

  test("accepts the ends of its range and nothing beyond the upper end", () => {
    for (const { path, schema, setting } of numbers) {
      const [, least] = /from (\S+)/.exec(setting.range) ?? [];
      const [, most] = /up to (\S+)/.exec(setting.range) ?? [];
      if (least !== undefined) expect(schema.safeParse(least).success, path).toBe(true);
      if (most === undefined) continue;
      expect(schema.safeParse(most).success, path).toBe(true);
      expect(schema.safeParse(most.replace(/\d+/, (digits) => `1${digits}`)).success, path).toBe(
        false,
      );
    }
  });
});
