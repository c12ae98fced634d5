import { test } from "vitest";
import { keepsItsMeanAndVariance } from "./laws.ts";
import { read } from "./read.ts";
import { variable } from "./someOfEachKind.ts";

test.each(variable)("%s keeps its mean and variance", (text) =>
  keepsItsMeanAndVariance(read(text)),
);
