import { UserError } from "../errors.ts";

/** A file that no calls can be read from, with every reason known. Exit code 2. */
export class UnusableLog extends UserError {
  readonly reasons: readonly string[];
  readonly isNamed: boolean;

  /** @param file its path, once known: each reason begins with it */
  constructor(reasons: readonly string[], file = "") {
    super(reasons.map((reason) => (file === "" ? reason : `${file}: ${reason}`)).join("\n"));
    this.reasons = reasons;
    this.isNamed = file !== "";
  }

  of(file: string): UnusableLog {
    return new UnusableLog(this.reasons, file);
  }
}

/** What is a matter of how the whole file was written. */
export function refused(mistake: "unordered" | "offset", given: string, line: number): UnusableLog {
  const text = JSON.stringify(given);
  return new UnusableLog([
    mistake === "unordered"
      ? `line ${line}: wanted a date such as 2026-03-02, got ${text}: ` +
        "say --date-format dmy or mdy, whichever it is"
      : `line ${line}: wanted local time, got ${text} with an offset from UTC: ` +
        "export the log in the local time of the call centre",
  ]);
}
