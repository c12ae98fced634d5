import { createHash } from "node:crypto";
import type { Study } from "../study.ts";
import { codeVersion } from "./codeVersion.ts";

/**
 * What a replication depends on besides its index, as 32 hexadecimal digits: what the scenario
 * means, the seed, and the program as far as it simulates. Studies that share it share their
 * replications.
 */
export function keyOf({ scenario }: Study): string {
  const { hash, run } = scenario;
  return createHash("sha256")
    .update(JSON.stringify([hash, run.seed, codeVersion()]))
    .digest("hex")
    .slice(0, 32);
}
