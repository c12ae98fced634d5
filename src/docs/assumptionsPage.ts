import { markdownTable } from "../report/markdownTable.ts";
import { left } from "../report/tables/table.ts";
import { paragraphs } from "../report/wrap.ts";
import { exampleStudy } from "./example.ts";
import { prose } from "./prose.ts";

/** docs/assumptions.md: what the model takes for granted in the example, which has everything. */
export function assumptionsPage(): string {
  const { fixedAssumptions } = exampleStudy().scenario;
  return paragraphs([
    "# Assumptions no setting changes",
    prose(
      "Written by `npm run docs`. Every report lists those that its own scenario rests on. " +
        "Defaults that are only assumed can be set; they carry the mark `assumption` in " +
        "[scenario.md](scenario.md).",
    ),
    markdownTable({
      columns: [left("subject"), left("what the model does"), left("note")],
      rows: fixedAssumptions.map(({ subject, value, note }) => [subject, value, note]),
    }),
  ]);
}
