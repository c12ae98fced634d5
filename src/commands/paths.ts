import type { Command } from "commander";
import { ScenarioError, UserError } from "../errors.ts";
import { renderPaths } from "../report/paths.ts";
import { paths } from "../scenario/paths.ts";
import { read, type ScenarioDocument } from "../scenario/read.ts";
import { nameHint } from "./options.ts";
import type { Terminal } from "./terminal.ts";

/** `busyhour paths`: everything a scenario may say. */
export function addPaths(program: Command, { out }: Terminal): void {
  program
    .command("paths")
    .summary("list every settable path with its range, default, value and source")
    .argument("[prefix]", "only paths that begin so", "")
    .option("--scenario <file>", "names and values of this scenario")
    .action((prefix: string, { scenario }: { readonly scenario?: string }) => {
      out(listed(prefix, scenario === undefined ? undefined : readable(scenario)));
    });
}

function listed(prefix: string, document: ScenarioDocument | undefined): string {
  const rows = paths(prefix, document);
  if (rows.length > 0) return renderPaths(rows);
  const hint = nameHint(prefix, beginnings(document), "busyhour paths lists them all");
  throw new UserError(`no path begins with ${JSON.stringify(prefix)}: ${hint}`);
}

/** Every path and every section above one. */
function beginnings(document: ScenarioDocument | undefined): readonly string[] {
  const all = paths("", document).flatMap(({ path }) => {
    const keys = path.split(".");
    return keys.map((_, depth) => keys.slice(0, depth + 1).join("."));
  });
  return [...new Set(all)];
}

/** A scenario may be wrong in places and still be listed, but not when its text is broken. */
function readable(file: string): ScenarioDocument {
  const document = read(file);
  if (!document.readable) throw new ScenarioError(document.problems);
  return document;
}
