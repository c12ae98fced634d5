import { UserError } from "../errors.ts";

/** A file that no calls can be read from, with every reason known. Exit code 2. */
export class UnusableLog extends UserError {
  readonly reasons: readonly string[];

  /** @param file its path, once known: each reason begins with it */
  constructor(reasons: readonly string[], file = "") {
    super(reasons.map((reason) => (file === "" ? reason : `${file}: ${reason}`)).join("\n"));
    this.reasons = reasons;
  }

  of(file: string): UnusableLog {
    return new UnusableLog(this.reasons, file);
  }
}
