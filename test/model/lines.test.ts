import fc from "fast-check";
import { expect, test } from "vitest";
import { doubleColumns } from "../../src/model/columns.ts";
import { Lines } from "../../src/model/lines.ts";

const LINES = 3;

test("lines are first come, first at the head, whoever leaves from wherever", () => {
  const step = fc.record({ member: fc.nat(40), line: fc.nat(LINES - 1) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const lines = new Lines(LINES, 1);
      const plain: number[][] = Array.from({ length: LINES }, () => []);
      for (const { member, line } of steps) {
        const own = plain.findIndex((each) => each.includes(member));
        if (own < 0) {
          lines.join(line, member);
          plain[line].push(member);
        } else {
          lines.leave(own, member);
          plain[own].splice(plain[own].indexOf(member), 1);
        }
        expect(plain.map((_, each) => lines.head(each))).toEqual(
          plain.map((each) => each[0] ?? -1),
        );
      }
    }),
  );
});

test("doubled columns keep their rows, and leave what is no column", () => {
  const table = {
    rows: 2,
    us: Float64Array.of(0.5, 1e15),
    kind: Uint8Array.of(1, 255),
    pair: Int32Array.of(-1, 2, 3, -4),
  };
  doubleColumns(table);
  expect(table).toEqual({
    rows: 2,
    us: Float64Array.of(0.5, 1e15, 0, 0),
    kind: Uint8Array.of(1, 255, 0, 0),
    pair: Int32Array.of(-1, 2, 3, -4, 0, 0, 0, 0),
  });
});
