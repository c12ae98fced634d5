import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Markup } from "./markup.ts";

/** The page's own files, as far from `src` as from `dist`. */
const WEB = new URL("../../../src/report/html/web/", import.meta.url);
/** Colours and what holds the page; what stands in it; narrow screens and paper. */
const STYLES = ["page.css", "content.css", "media.css"];
/** Each is a module of its own; in the order in which they act. */
const SCRIPTS = ["theme.mjs", "tables.mjs", "charts.mjs", "load.mjs", "print.mjs"];

const own = (name: string): string => readFileSync(new URL(name, WEB), "utf8");

/** A style element would end at its end tag only, and ours has none. */
export const stylesheet = (): Markup => new Markup(STYLES.map(own).join("\n"));

/** Of the page for failures, which stands by itself. */
export const disasterStylesheet = (): Markup => new Markup(own("disaster.css"));

export const scripts = (): readonly Markup[] => SCRIPTS.map((name) => new Markup(own(name)));

/** The bundle for browsers that the package brings, without the address of its source map. */
export function chartLibrary(): Markup {
  const main = createRequire(import.meta.url).resolve("chart.js");
  const bundle = readFileSync(new URL("chart.umd.min.js", `file://${main}`), "utf8");
  return new Markup(bundle.replace(/\/\/# sourceMappingURL=.*\n?$/, ""));
}
