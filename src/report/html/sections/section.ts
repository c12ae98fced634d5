import type { Findings } from "../../types.ts";
import type { Markup } from "../markup.ts";

/** A part of the page under a heading of its own. */
export interface Section {
  /** Names it in links: letters only. */
  readonly id: string;
  readonly title: string;
  /** Undefined when there is nothing to say. */
  readonly body: (findings: Findings) => Markup | undefined;
}
