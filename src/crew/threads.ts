import { extname } from "node:path";
import { Piscina } from "piscina";
import type { Sample } from "../measure/types.ts";
import type { Crew } from "./crew.ts";
import type { Task } from "./worker.ts";

/**
 * So many threads of this process.
 * @param recordsIn a folder for the calls of what they replicate
 */
export function threads(count: number, recordsIn?: string): Crew {
  const pool = new Piscina<Task, Sample>({
    filename: new URL(`./worker${extname(import.meta.url)}`, import.meta.url).href,
    name: "replicate",
    minThreads: count,
    maxThreads: count,
    atomics: "disabled",
  });
  // What ends a thread also fails the replication it had, which is where it is reported.
  pool.on("error", () => {});
  return {
    replicate: ({ source }, replication) => pool.run({ source, replication, recordsIn }),
    dismiss: () => pool.destroy(),
  };
}
