/**
 * What commands have in common whose results follow from replications: those are kept beside the
 * report, so that the work can be continued, shared out, put together and reported again.
 */
import type { Archive } from "../archive/archive.ts";
import { type Asked, StudyFolder } from "../archive/studyFolder.ts";
import { archived, onlyFrom, reading } from "../crew/archived.ts";
import { type Crew, crewFor } from "../crew/crew.ts";
import { redisCrew } from "../crew/redisCrew.ts";
import { UserError } from "../errors.ts";
import type { Study } from "../study.ts";
import { interruptible } from "./interruptible.ts";
import { refuseFile } from "./reportFiles.ts";
import { makeShare, type Shard } from "./shard.ts";
import type { Terminal } from "./terminal.ts";

/** A command's arguments, and its options as far as results depend on them: plain data. */
export type Request = Pick<Asked, "command" | "arguments" | "options">;
export type Texts = ReadonlyMap<string, string>;

/** A request that has been read and checked. */
export interface Prepared {
  /** Every file it was read from, by name. */
  readonly texts: Texts;
  /** What is to be replicated, where that is fixed beforehand: such work can be shared out. */
  readonly studies?: readonly Study[];
  /** The calls of each replication are to be kept as well. */
  readonly keepsRecords?: boolean;
  /** Runs, writes and prints. Returns the exit code. */
  readonly run: (place: Place) => Promise<number>;
}

/** Where a request is carried out. */
export interface Place {
  /** Who makes the replications of these studies that are not in other archives. */
  readonly crewOf: (studies: readonly Study[], others?: readonly Archive[]) => Crew;
  /** Ends the work early. */
  readonly signal: AbortSignal;
  /** `note`: how far it is from what is wanted, where results decide that. */
  readonly onFinished?: (finished: number, wanted: number, note?: string) => void;
  /** Of the report. */
  readonly directory?: string;
  /** Nothing but JSON is to be printed. */
  readonly isJson: boolean;
  readonly terminal: Terminal;
}

/** @param known texts that are not to be read again. @throws ScenarioError, UserError */
export type Prepare = (request: Request, known: Texts) => Prepared;

/** Options that say where the work is done and what comes of it, not what it is. */
export interface Whereabouts {
  readonly workers?: number;
  /** `redis://…`: workers elsewhere instead of threads here. */
  readonly engine?: string;
  readonly out?: string;
  readonly resume?: true;
  readonly shard?: Shard;
  readonly json?: true;
}

/** Carries a request out as the command line wants it. Returns the exit code. */
export async function perform(
  prepare: Prepare,
  request: Request,
  whereabouts: Whereabouts,
  terminal: Terminal,
): Promise<number> {
  const { out, resume, shard } = whereabouts;
  refuseFile(out);
  if (out === undefined && (resume || shard))
    throw new UserError(`--${resume ? "resume" : "shard"}: wanted --out DIR as well`);
  const prepared = prepare(request, new Map());
  refuseLostRecords(prepared, whereabouts.engine, out);
  const asked = { ...request, texts: Object.fromEntries(prepared.texts) };
  if (out === undefined) return carryOut(prepared, whereabouts, terminal);
  const isKept = resume || shard !== undefined;
  const folder = isKept ? StudyFolder.resume(out, asked) : StudyFolder.begin(out, asked);
  return carryOut(prepared, whereabouts, terminal, folder);
}

/** @throws UserError where records are wanted and nobody could keep them */
function refuseLostRecords({ keepsRecords }: Prepared, engine?: string, directory?: string): void {
  const mistakes = [
    ...(keepsRecords && directory === undefined ? ["wanted --out DIR as well"] : []),
    ...(keepsRecords && engine !== undefined
      ? ["wanted without --engine: threads of this machine write them"]
      : []),
  ];
  if (mistakes.length > 0)
    throw new UserError(mistakes.map((each) => `--records: ${each}`).join("\n"));
}

/** The same once it is known what lies in the folder. */
export async function carryOut(
  prepared: Prepared,
  { workers, engine, shard, json }: Omit<Whereabouts, "out" | "resume">,
  terminal: Terminal,
  folder?: StudyFolder,
): Promise<number> {
  refuseLostRecords(prepared, engine, folder?.directory);
  const records = prepared.keepsRecords ? folder?.records : undefined;
  const crewOf: Place["crewOf"] = (studies, others = []) => {
    const notice = (text: string) => terminal.err(`${text}\n`);
    const here = () => crewFor(studies, workers, records?.directory);
    const crew = others.reduce(reading, engine === undefined ? here() : redisCrew(engine, notice));
    return folder === undefined ? crew : archived(crew, folder.archive, records);
  };
  return interruptible(terminal, (signal, onFinished) => {
    const place = { crewOf, signal, ...(onFinished && { onFinished }), terminal };
    if (shard !== undefined) return makeShare(prepared, shard, place);
    const where = folder === undefined ? {} : { directory: folder.directory };
    return prepared.run({ ...place, ...where, isJson: json === true });
  });
}

/** Writes a report from what a folder holds, without running anything. */
export function reportAgain(
  prepared: Prepared,
  folder: StudyFolder,
  isJson: boolean,
  terminal: Terminal,
): Promise<number> {
  const missing = new AbortController();
  return prepared.run({
    crewOf: () => onlyFrom(folder.archive, () => missing.abort()),
    signal: missing.signal,
    directory: folder.directory,
    isJson,
    terminal,
  });
}
