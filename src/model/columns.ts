type Column = Float64Array | Int32Array | Uint8Array;

/**
 * Twice the room in every typed column of an object: rows keep their values, new ones are zero.
 * Its columns are all that it holds as typed arrays, each with the same number of fields per row.
 */
export function doubleColumns(table: object): void {
  const fields = table as Record<string, unknown>;
  for (const [name, column] of Object.entries(fields)) {
    if (!isColumn(column)) continue;
    const Kind = column.constructor as new (length: number) => Column;
    const larger = new Kind(2 * column.length);
    larger.set(column);
    fields[name] = larger;
  }
}

function isColumn(value: unknown): value is Column {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
