import { test } from "vitest";
import { keepsItsMeanAndVariance } from "./laws.ts";
import { variable } from "./someOfEachKind.ts";

test.each(variable.map((law) => [law.text, law] as const))(
  "%s keeps its mean and variance",
  (_text, law) => keepsItsMeanAndVariance(law),
);
