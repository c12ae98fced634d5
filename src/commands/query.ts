import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { keyOf } from "../archive/key.ts";
import { StudyFolder } from "../archive/studyFolder.ts";
import { EXIT_CODES, UserError } from "../errors.ts";
import {
  type Answer,
  asked,
  duckDb,
  type FinishedStudy,
  parquetOf,
  tablesOf,
} from "../experiments/query.ts";
import { textTable } from "../report/textTable.ts";
import type { Study } from "../study.ts";
import { preparedOf } from "./folders.ts";
import type { Terminal } from "./terminal.ts";

/** `busyhour query`: SQL over the results of a study. */
export function addQuery(program: Command, terminal: Terminal, done: (exitCode: number) => void) {
  program
    .command("query")
    .summary("ask SQL of a study's results: tables metrics, replications, calls (needs DuckDB)")
    .argument("<directory>", "what --out of the study was")
    .argument("<sql>", "such as \"SELECT * FROM metrics WHERE scope = 'cluster'\"")
    .option("--json", "rows as JSON")
    .action(async (directory: string, sql: string, { json }: { readonly json?: true }) => {
      const answer = await query(directory, sql);
      terminal.out(json ? jsonOf(answer) : `${gridText(answer)}\n`);
      done(EXIT_CODES.done);
    });
}

async function query(directory: string, sql: string): Promise<Answer> {
  const folder = StudyFolder.open(directory);
  const client = await duckDb();
  const tables = tablesOf(finishedIn(folder));
  const scratch = mkdtempSync(join(tmpdir(), "busyhour-query-"));
  try {
    const views = Object.entries(tables).map(([name, rows]) => {
      const file = join(scratch, `${name}.parquet`);
      writeFileSync(file, parquetOf(rows));
      return [name, file];
    });
    return await asked(client, { ...Object.fromEntries(views), ...callsOf(folder) }, sql);
  } catch (error) {
    throw withHint(error);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Says where calls come from, when DuckDB misses them. */
function withHint(error: unknown): unknown {
  const misses = error instanceof UserError && /name calls does not exist/i.test(error.message);
  if (!misses) return error;
  return new UserError(`${error.message}\ncalls: only of studies made by run --records parquet`);
}

/** The view of call records, where there are any. */
const callsOf = ({ records }: StudyFolder): Record<string, string> =>
  records.finished().length === 0 ? {} : { calls: records.pattern };

/** @throws UserError when nothing has been finished */
function finishedIn({ directory, asked: request, archive }: StudyFolder): FinishedStudy[] {
  const { studies } = preparedOf(request);
  if (studies === undefined)
    throw new UserError(
      `${directory}: a search has no table of results (size.json has its answer)`,
    );
  const samplesOf = (study: Study) => {
    const key = keyOf(study);
    return archive.finished(key).map((replication) => archive.read(key, replication)!);
  };
  const found = studies
    .map((study, i) => ({ point: i + 1, study, samples: samplesOf(study) }))
    .filter(({ samples }) => samples.length > 0);
  if (found.length === 0) throw new UserError(`${directory}: no replication is finished`);
  return found;
}

const jsonOf = ({ columns, rows }: Answer): string => {
  const named = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
  return `${JSON.stringify(named, null, 2)}\n`;
};

function gridText({ columns, rows }: Answer): string {
  const isNumber = (i: number) => rows.every((row) => typeof row[i] === "number");
  return textTable({
    columns: columns.map((title, i) => ({ title, align: isNumber(i) ? "right" : "left" })),
    rows: rows.map((row) => row.map((cell) => (cell === null ? "" : String(cell)))),
  });
}
