import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { busyhour, scratch } from "../cli/support.ts";

/** What docs/first-hour.md shows is what a planner sees; longer runs are left out here. */

const OWN = "helpdesk.yaml";
const SHORT = /^(check|paths|size --agents|run helpdesk\.yaml$)/;

const page = readFileSync(new URL("../../docs/first-hour.md", import.meta.url), "utf8");
/** What stands between fences, its language in the first line. */
const fenced = page.split("```").filter((_, i) => i % 2 === 1);
const [wrong, mended] = fenced
  .filter((each) => each.startsWith("yaml\n"))
  .map((each) => each.slice(5));

/** Every command that takes little time, with the lines that the page says it prints. */
const commands = fenced
  .flatMap((each) =>
    each
      .replaceAll(/ \\\n +/g, " ")
      .split("$ busyhour ")
      .slice(1),
  )
  .map((each) => each.trimEnd().split("\n") as [string, ...string[]])
  .filter(([command]) => SHORT.test(command))
  .map(([command, ...lines]) => ({ command, lines: lines.filter((line) => !/^…?$/.test(line)) }));

test.each(commands)("busyhour $command prints what the page shows", async ({ command, lines }) => {
  const own = join(scratch(), OWN);
  writeFileSync(own, command.startsWith("check") ? wrong! : mended!);
  const argv = command.split(" ").map((word) => (word === OWN ? own : word));
  const { out, err } = await busyhour(...argv);
  const printed = (out + err).replaceAll(own, OWN).split("\n");
  expect(printed.filter((line) => lines.includes(line))).toEqual(lines);
});
