import { chapters } from "../../chapters.ts";
import { answer } from "./answer.ts";
import { assumptions } from "./assumptions.ts";
import { chapterBody } from "./chapter.ts";
import { definitions } from "./definitions.ts";
import { run } from "./run.ts";
import type { Section } from "./section.ts";

/** The page from top to bottom; a new section is one line here, a new chapter not even that. */
export const sections: readonly Section[] = [
  answer,
  ...chapters
    .filter(({ id }) => id !== assumptions.id)
    .map((chapter) => ({ ...chapter, body: chapterBody(chapter) })),
  run,
  assumptions,
  definitions,
];
