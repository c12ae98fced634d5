import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { writeFiles } from "../report/write.ts";
import { versionOf } from "../version.ts";
import { Archive } from "./archive.ts";
import { CallRecords } from "./callRecords.ts";
import { codeVersion } from "./codeVersion.ts";

/** What was asked for, as plain data: enough to do it again elsewhere, without its files. */
export interface Asked {
  /** Name, words and options of the command, as far as results depend on them. */
  readonly command: string;
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Every text that was read, by name. */
  readonly texts: Readonly<Record<string, string>>;
}

/** study.json. */
export interface Manifest extends Asked {
  readonly schema: 1;
  readonly version: string;
  /** See `codeVersion`. */
  readonly code: string;
}

const FOLDER = "study";
const FILE = "study.json";
const RECORDS = "records";
const STAGING = /^\.busyhour-/;

/**
 * The part of a report's directory that lasts: what was asked for (`study/study.json`), each
 * finished replication (`study/replications`), and its calls where they were asked for
 * (`study/records`). From it the report can be written again, continued,
 * and put together with others.
 */
export class StudyFolder {
  readonly directory: string;
  readonly asked: Asked;
  /** Of the program that made it. */
  readonly code: string;
  readonly archive: Archive;
  readonly records: CallRecords;

  private constructor(directory: string, { schema: _, version: __, code, ...asked }: Manifest) {
    this.directory = directory;
    this.asked = asked;
    this.code = code;
    this.archive = archiveIn(directory);
    this.records = new CallRecords(join(directory, FOLDER, RECORDS));
  }

  /**
   * A folder for what is asked for; what was finished of something else, or before, is taken away.
   * @throws UserError when it cannot be written
   */
  static begin(directory: string, asked: Asked): StudyFolder {
    refuseForeign(directory);
    rmSync(join(directory, FOLDER), { recursive: true, force: true });
    return StudyFolder.make(directory, asked);
  }

  /** Several processes may do so at the same time: each writes the same. */
  private static make(directory: string, asked: Asked): StudyFolder {
    const manifest: Manifest = { schema: 1, version: versionOf(), code: codeVersion(), ...asked };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    try {
      mkdirSync(join(directory, FOLDER), { recursive: true });
      writeFiles(join(directory, FOLDER), new Map([[FILE, text]]));
    } catch (error) {
      throw new UserError(`--out ${directory}: ${(error as Error).message}`);
    }
    return new StudyFolder(directory, manifest);
  }

  /** What lies in a directory. @throws UserError when that is no study of this version */
  static open(directory: string): StudyFolder {
    const folder = new StudyFolder(directory, manifestOf(directory));
    if (folder.code !== codeVersion())
      throw new UserError(
        `${directory} was made by another version of busyhour (${folder.code}, this is ` +
          `${codeVersion()}): results of the two must not be mixed`,
      );
    return folder;
  }

  /**
   * Goes on with what lies there, if it is what is asked for; begins where nothing lies.
   * @throws UserError when something else lies there
   */
  static resume(directory: string, asked: Asked): StudyFolder {
    refuseForeign(directory);
    if (!existsSync(join(directory, FOLDER, FILE))) return StudyFolder.make(directory, asked);
    const folder = StudyFolder.open(directory);
    const difference = differenceOf(folder.asked, asked);
    if (difference !== undefined)
      throw new UserError(`--resume: ${directory} holds another study: ${difference}`);
    folder.tidy();
    return folder;
  }

  /** Takes away what killed processes have left unfinished. */
  tidy(): void {
    const left = readdirSync(this.directory).filter((name) => STAGING.test(name));
    for (const name of left) rmSync(join(this.directory, name), { recursive: true, force: true });
    this.archive.tidy();
    this.records.tidy();
  }
}

/** @throws UserError where a folder of the same name holds something else: it must not be lost */
function refuseForeign(directory: string): void {
  const there = join(directory, FOLDER);
  const names = existsSync(there) ? readdirSync(there) : [];
  const foreign = names.find(
    (name) => ![FILE, RECORDS, "replications"].includes(name) && !STAGING.test(name),
  );
  if (foreign !== undefined)
    throw new UserError(`--out ${directory}: ${FOLDER}/${foreign} there is none of busyhour's`);
}

/** Where a study's directory says what it is. */
export const manifestFile = (directory: string): string => join(directory, FOLDER, FILE);

/** Where a study's directory keeps its replications. */
export const archiveIn = (directory: string): Archive =>
  new Archive(join(directory, FOLDER, "replications"));

function manifestOf(directory: string): Manifest {
  const file = manifestFile(directory);
  if (!existsSync(file))
    throw new UserError(`${directory}: wanted the directory of a study (--out), it has no ${file}`);
  return parseManifest(file, readFileSync(file, "utf8"));
}

/** @throws UserError when the text of a file is no study.json */
export function parseManifest(file: string, text: string): Manifest {
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (manifest.schema === 1 && typeof manifest.command === "string") return manifest;
    throw new Error("wanted schema 1");
  } catch (error) {
    throw new UserError(`${file}: ${(error as Error).message}`);
  }
}

/** In what two studies differ, undefined: in nothing. */
export function differenceOf(there: Asked, wanted: Asked): string | undefined {
  const said = ({ command, arguments: words, options }: Asked) =>
    JSON.stringify([command, words, options]);
  if (said(there) !== said(wanted)) return `${said(there)}, asked for is ${said(wanted)}`;
  const names = new Set([...Object.keys(there.texts), ...Object.keys(wanted.texts)]);
  const changed = [...names].filter((name) => there.texts[name] !== wanted.texts[name]);
  return changed.length === 0 ? undefined : `${changed.join(", ")} has changed since`;
}
