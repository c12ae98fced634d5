import { expect, test } from "vitest";
import { readIntervals } from "../../src/callLog/intervals.ts";
import { FINDING_KINDS } from "../../src/callLog/kinds.ts";
import { fileOf } from "./support.ts";

const MAP = new Map([
  ["start", "Time"],
  ["answered", "Handled"],
  ["handling", "AHT"],
]);

test("rows of an ACD, in order of day, beginning and type", () => {
  const path = fileOf(
    "Date;Time;Type;Offered;Handled;Abandoned;AHT;ASA;Staff\n" +
      "02/03/2026;08:30;sales;52;50;1;4:10;22.5;9.5\n02/03/2026;08:00;sales;40;37;3;245;12;10\n",
  );
  const { intervals, findings } = readIntervals(path, { map: MAP, dateOrder: "dmy" });
  expect(intervals.types).toEqual(["sales"]);
  expect(intervals.rows).toEqual([
    {
      ...{ line: 3, day: 20_514, startUs: 28_800e6, type: 0, offered: 40, answered: 37 },
      ...{ abandoned: 3, handlingUs: 245e6, waitUs: 12e6, staff: 10 },
    },
    {
      ...{ line: 2, day: 20_514, startUs: 30_600e6, type: 0, offered: 52, answered: 50 },
      ...{ abandoned: 1, handlingUs: 250e6, waitUs: 22.5e6, staff: 9.5 },
    },
  ]);
  expect(findings.count).toBe(0);
});

test("what contradicts itself or cannot be read", () => {
  const path = fileOf(
    "start,offered,answered\n2026-03-02 8:00,5,6\n2026-03-02 8:00,x,\nnoon,1,1\n",
  );
  const { intervals, findings } = readIntervals(path, { badLinesMax: 0.5 });
  const found = Array.from(findings.kind.subarray(0, findings.count), (kind, i) => {
    return `${FINDING_KINDS[kind]!.id} ${findings.line[i]}`;
  });
  expect(found).toEqual(["intervalSum 2", "value 3", "arrival 4", "intervalTwice 3"]);
  expect(intervals.rows.map(({ offered }) => offered)).toEqual([5, Number.NaN]);
  expect(() => readIntervals(path, {})).toThrow(/1 of 3 lines/);
  expect(() => readIntervals(fileOf("a,b\n1,2\n"), {})).toThrow(/wanted start and offered/);
});
