import { csv } from "./csv.ts";
import type { LineFormat } from "./format.ts";
import { technion } from "./technion.ts";

/** Formats with a line for each call. A new one is a file beside these and a line here. */
export const lineFormats: readonly LineFormat[] = [csv, technion];
