import * as z from "zod";
import type { Path } from "./document.ts";
import { type Setting, settingOf } from "./fields/leaf.ts";

/** Walks the one definition of the fields: what stands at a path, and what is below it. */

/** The schema a planner writes against, without defaults and conversions around it. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (settingOf(schema) !== undefined) return schema;
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return bare(schema.unwrap());
  return schema instanceof z.ZodPipe ? bare(schema.def.in) : schema;
}

/** What is known of the value at a schema; of several shapes, what is known of the first. */
export function settingBelow(schema: z.core.$ZodType): Setting | undefined {
  const part = bare(schema);
  return (
    settingOf(part) ?? (part instanceof z.ZodUnion ? settingOf(part.def.options[0]!) : undefined)
  );
}

/** The fixed keys of a section; undefined for anything else. */
export function entriesOf(
  schema: z.core.$ZodType,
): Readonly<Record<string, z.core.$ZodType>> | undefined {
  const section = bare(schema);
  return section instanceof z.ZodObject ? section.def.shape : undefined;
}

/**
 * The schema of every entry of a section whose keys are names, alone or beside a list; undefined
 * for anything else.
 */
export function entryOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const section = bare(schema);
  if (section instanceof z.ZodRecord) return section.def.valueType;
  return section instanceof z.ZodUnion ? section.def.options.map(entryOf).find(Boolean) : undefined;
}

/**
 * The schema of every item of a list, alone or beside a single value; undefined for anything
 * else.
 */
export function itemOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const list = bare(schema);
  if (list instanceof z.ZodArray) return list.def.element;
  return list instanceof z.ZodUnion ? list.def.options.map(itemOf).find(Boolean) : undefined;
}

/** The schema at a path, or the last one on the way to it. */
export function schemaAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType {
  const [key, ...rest] = path;
  if (key === undefined) return bare(schema);
  const entries = entriesOf(schema);
  const named = entries && Object.hasOwn(entries, key) ? entries[String(key)] : undefined;
  const inList = /^\d+$/.test(String(key)) ? itemOf(schema) : undefined;
  const below = named ?? inList ?? entryOf(schema) ?? itemOf(schema);
  return below === undefined ? bare(schema) : schemaAt(below, rest);
}
