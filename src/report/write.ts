import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";

/** `pieces`: of a text that is too long to be held in memory, in order. */
export type Content = string | Uint8Array | { readonly pieces: () => Iterable<string> };

/** Contents of a report directory by file name. */
export type Files = ReadonlyMap<string, Content>;

/**
 * Writes a report directory whole or not at all. Everything is written to a staging directory on
 * the same file system first; a new directory then appears by one rename, in an existing one the
 * files replace their namesakes one rename each and nothing else is touched.
 * @throws the file system's error; no report file is then half-written
 */
export function writeFiles(directory: string, files: Files): void {
  const target = resolve(directory);
  const isNew = !existsSync(target);
  const home = isNew ? dirname(target) : target;
  mkdirSync(home, { recursive: true });
  const staging = mkdtempSync(join(home, ".busyhour-"));
  try {
    // The staging directory itself is readable by its owner only; the report must not be.
    const whole = join(staging, "report");
    mkdirSync(whole);
    for (const [name, content] of files) writeContent(join(whole, name), content);
    if (isNew) renameSync(whole, target);
    else for (const name of files.keys()) renameSync(join(whole, name), join(target, name));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function writeContent(path: string, content: Content): void {
  if (typeof content === "string" || content instanceof Uint8Array) {
    writeFileSync(path, content);
    return;
  }
  const file = openSync(path, "w");
  try {
    for (const piece of content.pieces()) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}
