import * as z from "zod";
import { components } from "../../model/components/index.ts";
import type { Component, Module } from "../../model/components/types.ts";
import { MESSAGE_KINDS } from "../../model/messages.ts";
import { quantity } from "./quantities.ts";
import { optionalSection } from "./sections.ts";

/** Overrides of the component catalogue, from whose rows the fields and their defaults are made. */

const LIKE_ANY_MESSAGE = quantity({
  kind: "duration",
  meaning: "Service time of one such message; if absent, that of any message",
  min: "0s",
  max: "60s",
  source: { mark: "derived", note: "the module's service" },
}).optional();

function moduleShape(module: Module) {
  const kinds = MESSAGE_KINDS.map((kind) => {
    const own = module.serviceOf[kind];
    return [kind, own ? quantity(own) : LIKE_ANY_MESSAGE] as const;
  });
  const serviceOf = Object.fromEntries(kinds) as Record<string, z.ZodType<number | undefined>>;
  return {
    servers: quantity(module.servers),
    service: quantity(module.service),
    serviceOf: optionalSection(z.strictObject(serviceOf)),
  };
}

const moduleFields = (module: Module) => optionalSection(z.strictObject(moduleShape(module)));

type Limits = Record<"backlogLimit" | "retryAfter", z.ZodType<number>> & {
  readonly dialogRate: z.ZodType<number | undefined>;
};

/** A component of one module takes that module's keys directly, others under `modules`. */
function componentFields(row: Component): z.ZodType<ComponentFields> {
  const limits = {
    backlogLimit: quantity(row.backlogLimit),
    retryAfter: quantity(row.retryAfter),
    ...(row.dialogRate && { dialogRate: quantity(row.dialogRate) }),
  } as Limits;
  const [only, ...others] = row.modules;
  if (only !== undefined && others.length === 0)
    return optionalSection(
      z.strictObject({ ...limits, ...moduleShape(only) }).transform((written) => {
        const { backlogLimit, retryAfter, dialogRate, ...module } = written;
        return { backlogLimit, retryAfter, dialogRate, modules: { [only.name]: module } };
      }),
    );
  const modules = Object.fromEntries(row.modules.map((each) => [each.name, moduleFields(each)]));
  return optionalSection(
    z.strictObject({ ...limits, modules: optionalSection(z.strictObject(modules)) }),
  );
}

export interface ModuleFields {
  readonly servers: number;
  readonly service: number;
  readonly serviceOf: Readonly<Record<string, number | undefined>>;
}

export interface ComponentFields {
  readonly backlogLimit: number;
  readonly retryAfter: number;
  readonly dialogRate: number | undefined;
  readonly modules: Readonly<Record<string, ModuleFields>>;
}

export const COMPONENT_FIELDS = optionalSection(
  z.strictObject(Object.fromEntries(components.map((row) => [row.name, componentFields(row)]))),
);
