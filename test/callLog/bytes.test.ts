import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Dates, dayOfCivil } from "../../src/callLog/bytes/dates.ts";
import { Fields } from "../../src/callLog/bytes/fields.ts";
import { Names } from "../../src/callLog/bytes/names.ts";
import { clockUs, lengthUs, NO_TIME } from "../../src/callLog/bytes/times.ts";
import { quoted } from "../../src/callLog/callsText.ts";
import { clockText } from "../../src/callLog/clockText.ts";
import { dateText } from "../../src/callLog/days.ts";

const read = (of: (bytes: Buffer, from: number, to: number) => number, text: string) => {
  const bytes = Buffer.from(`,${text},`);
  return of(bytes, 1, bytes.length - 1);
};
const textsOf = (line: string, separator = ","): string[] => {
  const fields = new Fields();
  const bytes = Buffer.from(line);
  fields.split(bytes, 0, bytes.length, separator.charCodeAt(0));
  if (fields.isBroken) return ["broken"];
  return Array.from({ length: fields.count }, (_, i) => fields.text(i));
};

describe("fields", () => {
  test.each([
    ["a,b,,c", ["a", "b", "", "c"]],
    [" a , b c ", ["a", "b c"]],
    ['"a,b","say ""no""" , c', ["a,b", 'say "no"', "c"]],
    ['"",x', ["", "x"]],
    ['"open,x', ["broken"]],
    ['"a"b,x', ["broken"]],
    ["a,", ["a", ""]],
  ])("%s", (line, texts) => {
    expect(textsOf(line)).toEqual(texts);
  });

  test("whatever is quoted is read back", () => {
    const name = fc.string().filter((text) => !/[\r\n\0]/.test(text));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
        expect(textsOf(names.map(quoted).join(","))).toEqual(names);
      }),
    );
  });
});

describe("times", () => {
  test.each([
    ["12", 12e6],
    ["12.5", 12.5e6],
    ["12,25", 12.25e6],
    ["2:03", 123e6],
    ["1:02:03", 3723e6],
    ["-57", -57e6],
    ["0.0000019", 1],
    ["", Number.NaN],
    ["1:60:00", NO_TIME],
    ["twelve", NO_TIME],
    ["12s", NO_TIME],
    ["1:2:3:4", NO_TIME],
    ["-", NO_TIME],
  ])("length %s", (text, us) => {
    expect(read(lengthUs, text)).toBe(us);
  });

  test.each([
    ["9:00", 32_400e6],
    ["09:00:05.123456", 32_405_123_456],
    ["25:00:00", 90_000e6],
    ["12:05 AM", 300e6],
    ["12:05:00pm", 43_500e6],
    ["1:00 PM", 46_800e6],
    ["13:00 PM", NO_TIME],
    ["900", NO_TIME],
    ["9:00.5", NO_TIME],
    ["9:00Z", NO_TIME],
  ])("clock %s", (text, us) => {
    expect(read(clockUs, text)).toBe(us);
  });

  test("what is written is read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 345_599_999_999 }), (us) => {
        expect(read(clockUs, clockText(us))).toBe(us);
      }),
    );
  });
});

describe("dates", () => {
  const dayIn = (dates: Dates, text: string) => read((...at) => dates.read(...at), text);

  test.each([
    ["2026-03-02", undefined, "2026-03-02"],
    ["20260302", undefined, "2026-03-02"],
    ["2026/3/2", "dmy", "2026-03-02"],
    ["03/02/2026", "mdy", "2026-03-02"],
    ["03.02.2026", "dmy", "2026-02-03"],
    ["26-02-03", "ymd", "2026-02-03"],
    ["3/2/99", "dmy", "1999-02-03"],
  ] as const)("%s in the order %s", (text, order, date) => {
    expect(dateText(dayIn(new Dates(order), text))).toBe(date);
  });

  test.each([
    ["03/02/2026", undefined, "unordered"],
    ["13/02/2026", "mdy", "otherOrder"],
    ["02/13/2026", "dmy", "otherOrder"],
    ["31/02/2026", "dmy", "date"],
    ["2026-02-29", undefined, "date"],
    ["yesterday", undefined, "date"],
  ] as const)("%s in the order %s is no date: %s", (text, order, mistake) => {
    const dates = new Dates(order);
    expect(dayIn(dates, text)).toBeNaN();
    expect(dates.mistake).toBe(mistake);
  });

  test("a date is not taken for the one before", () => {
    const dates = new Dates("dmy");
    expect(dateText(dayIn(dates, "1/2/2026"))).toBe("2026-02-01");
    expect(dateText(dayIn(dates, "1/2/20261"))).not.toBe("2026-02-01");
    expect(dateText(dayIn(dates, "1/2/2026"))).toBe("2026-02-01");
  });

  test("days and dates are each other's inverse", () => {
    for (let day = -25_000; day < 47_000; day += 13) {
      const [year, month, ofMonth] = dateText(day).split("-").map(Number);
      expect(dayOfCivil(year!, month!, ofMonth!)).toBe(day);
    }
  });
});

test("names keep their numbers", () => {
  const names = new Names();
  const numberOf = (text: string) => {
    const bytes = Buffer.from(text);
    return names.numberOf(bytes, 0, bytes.length);
  };
  const texts = Array.from({ length: 500 }, (_, i) => `name ${i * i}`);
  expect(texts.map(numberOf)).toEqual(texts.map((_, i) => i));
  expect(texts.map(numberOf)).toEqual(texts.map((_, i) => i));
  expect(texts.map((_, i) => names.text(i))).toEqual(texts);
  expect(numberOf("")).toBe(-1);
});
