import type { Action, Label } from "./actions.ts";
import type { Code } from "./encode.ts";
import type { Row } from "./program.ts";

/** The rows of a flow that is being compiled. What they lead to is known at the end. */
export class RowList {
  readonly rows: Row[] = [];
  readonly labels = new Map<Label, number>();
  /** The step or ending whose rows are being added. */
  step = "";
  private readonly fixes: { row: Row; field: "target" | "other"; label: Label }[] = [];

  get length(): number {
    return this.rows.length;
  }

  append(code: Code, action: Action | null): Row {
    const { op, a = 0, b = 0, c = 0, target, other, repeated = false } = code;
    const row: Row = { op, a, b, c, target: -1, other: -1, step: this.step, action, repeated };
    this.rows.push(row);
    if (target !== undefined) this.fixes.push({ row, field: "target", label: target });
    if (other !== undefined) this.fixes.push({ row, field: "other", label: other });
    return row;
  }

  /** Rows of an operation from a row on that lead nowhere yet lead to the next one. */
  lead(op: number, from: number): void {
    for (const row of this.rows.slice(from))
      if (row.op === op && row.target < 0) row.target = this.rows.length;
  }

  /** The next row is the first of a line. */
  begin(label: Label): void {
    this.step = label;
    this.labels.set(label, this.rows.length);
  }

  /** Every line is there: labels become rows. */
  resolve(): void {
    for (const { row, field, label } of this.fixes) row[field] = this.labels.get(label)!;
  }
}
