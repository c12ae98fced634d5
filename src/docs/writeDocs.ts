import { writeFileSync } from "node:fs";
import { pages } from "./pages.ts";

/** Writes the references in docs/, which a test keeps current. */
for (const [name, text] of pages())
  writeFileSync(new URL(`../../docs/${name}`, import.meta.url), text);
