import type { Run } from "../../support/scenarios.ts";
import type { Watch } from "../watch.ts";

/** A run of a torture, with what was watched from outside. */
export interface Suffering extends Run {
  readonly watch: Watch;
}

/** Something that must hold, faults or not. */
export interface Law {
  readonly name: string;
  /** At any moment; or once faults are over and all calls have had their time. */
  readonly holds: "always" | "drained";
  /** What breaks it now, one line each; nothing where it holds. */
  readonly broken: (run: Suffering) => readonly string[];
}
