import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { versionOf } from "../version.ts";

/** Everything that decides what a replication gives; reports may change without it. */
const MAKERS = ["engine", "measure", "model", "scenario"];
const FILES = ["units", "errors", "parameter", "study"];

const known = new Map<"version", string>();

/**
 * Version and digest of the program as far as it decides what a replication gives: results made by
 * another one must not be mixed with these. Read once, about 20 ms.
 * @example codeVersion() // => "0.1.0+3f9c2a7d10b4"
 */
export function codeVersion(): string {
  const version = known.get("version") ?? `${versionOf()}+${digest()}`;
  known.set("version", version);
  return version;
}

function digest(): string {
  const hash = createHash("sha256");
  const root = fileURLToPath(new URL("..", import.meta.url));
  const extension = extname(import.meta.url);
  const names = MAKERS.flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .filter((name) => name.endsWith(extension)),
  );
  for (const name of [...FILES.map((file) => `${file}${extension}`), ...names.sort()])
    hash.update(`${name}\n`).update(readFileSync(`${root}${name}`));
  return hash.digest("hex").slice(0, 12);
}
