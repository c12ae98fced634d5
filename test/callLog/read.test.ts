import { describe, expect, test } from "vitest";
import { readCalls, readCallsSync } from "../../src/callLog/read.ts";
import { callIn, fileOf, foundIn, parsed, parserOf, reasonsAgainst } from "./support.ts";

const AT = "2026-03-02 09:00:00";
const NINE = 32_400;

describe("the CSV contract", () => {
  test("all columns", () => {
    const { calls } = parsed(
      "arrival,queued,dequeued,answered,ended,freed,outcome,type,priority,agent,customer\n" +
        `${AT},2026-03-02T09:00:05,9:00:08,9:00:10,9:02:00.5,9:03:00,SERVED,sales,2,Ann,77\n`,
    );
    expect(callIn(calls)).toEqual({
      ...{ arrived: NINE, queued: NINE + 5, dequeued: NINE + 8, answered: NINE + 10 },
      ...{ ended: NINE + 120.5, freed: NINE + 180, outcome: "served" },
    });
    expect([calls.types, calls.agents, calls.customers]).toEqual([["sales"], ["Ann"], 1]);
    expect([calls.priority[0], calls.line[0]]).toEqual([2, 2]);
  });

  test("lengths instead of times, semicolons, CR LF, byte order mark, no end at the end", () => {
    const { calls } = parsed(
      `\uFEFFArrival;IVR;Wait;Talk;Work\r\n"${AT}";5;0:03;1:50;60\r\n${AT};4;20;;`,
    );
    expect(callIn(calls)).toEqual({
      ...{ arrived: NINE, queued: NINE + 5, dequeued: NINE + 8, answered: NINE + 8 },
      ...{ ended: NINE + 118, freed: NINE + 178, outcome: "served" },
    });
    expect(callIn(calls, 1)).toEqual({
      ...{ arrived: NINE, queued: NINE + 4, dequeued: NINE + 24, answered: null },
      ...{ ended: NINE + 24, freed: null, outcome: "abandoned" },
    });
  });

  test("arrivals alone", () => {
    const { calls, findings } = parsed(`arrived\n${AT}\n`);
    expect(callIn(calls)).toMatchObject({ arrived: NINE, queued: null, outcome: "unknown" });
    expect(findings.count).toBe(0);
  });

  test("mapped headers and outcomes", () => {
    const { calls } = parsed(
      "Disp|Start Time|Secs\nANS|3/2/2026 9:00 AM|60\nABAND|3/2/2026 9:01 AM|0",
      {
        map: new Map([
          ["arrival", "start time"],
          ["outcome", "Disp"],
          ["talk", "Secs"],
        ]),
        outcomes: new Map([
          ["ANS", "served"],
          ["aband", "abandoned"],
        ]),
        dateOrder: "mdy",
        separator: "|",
      },
    );
    expect(callIn(calls)).toMatchObject({ arrived: NINE, ended: NINE + 60, outcome: "served" });
    expect(callIn(calls, 1)).toMatchObject({ answered: null, outcome: "abandoned" });
  });

  test("calls are put in order of arrival, and names numbered so", () => {
    const { calls } = parsed("day,arrived,type\n2026-03-02,9:00,b\n2026-03-01,10:00,a\n");
    expect([...calls.line]).toEqual([3, 2]);
    expect(calls.types).toEqual(["a", "b"]);
    expect([...calls.type]).toEqual([0, 1]);
  });

  test("times past midnight", () => {
    const log = parsed("arrived,answered,ended\n2026-03-02 23:59:50,0:00:10,0:01:00\n");
    expect(callIn(log.calls)).toMatchObject({ answered: 86_410, ended: 86_460 });
    expect(foundIn(log)).toEqual(["midnight 2"]);
  });

  test("both readers read a file alike", async () => {
    const path = fileOf(`arrived,wait\n${`${AT},3\n`.repeat(30_000)}`);
    const [one, other] = [await readCalls(path, {}), readCallsSync(path, {})];
    expect(one.calls.count).toBe(30_000);
    expect(other.calls).toEqual(one.calls);
  });
});

describe("findings", () => {
  const header = "arrived,queued,dequeued,answered,ended,wait,talk,outcome,agent\n";
  test.each([
    ["waitDiffers", `${AT},9:00:01,9:00:05,9:00:05,9:01:05,9,60,served,A`],
    ["talkDiffers", `${AT},9:00:01,9:00:05,9:00:05,9:01:05,4,90,served,A`],
    ["backwards", `${AT},9:00:01,9:00:05,9:00:05,9:00:02,,,served,A`],
    ["ivrNegative", `${AT},8:59:50,9:00:05,9:00:05,9:01:05,,,served,A`],
    ["clockOverlap", `${AT},9:00:01,9:00:05,9:00:04,9:01:05,,,served,A`],
    ["answerInWait", `${AT},9:00:01,9:00:30,9:00:05,9:01:05,,,served,A`],
    ["answerUntold", `${AT},9:00:01,,,,,60,served,A`],
    ["answerGap", `${AT},9:00:01,9:00:05,9:00:09,9:01:05,,,served,A`],
    ["abandonedServed", `${AT},9:00:01,9:00:05,9:00:05,9:01:05,,,abandoned,A`],
    ["serviceMissing", `${AT},9:00:01,9:00:05,,,,,served,A`],
    ["nobody", `${AT},9:00:01,9:00:05,9:00:05,9:01:05,,,served,`],
    ["phantom", `${AT},9:00:01,9:00:05,,,,,phantom,`],
    ["outcomeWord", `${AT},9:00:01,9:00:05,,,,,transferred,`],
    ["value", `${AT},9:00:01,9:00:05,9:00:05,9:01:05,,a minute,served,A`],
    ["far", `${AT},9:00:01,9:00:05,9:00:05,2027-03-02 9:01:05,,60,served,A`],
  ])("%s: the call is kept", (id, line) => {
    const log = parsed(`${header}${line}\n`);
    expect(foundIn(log)).toEqual([`${id} 2`]);
    expect(log.calls.count).toBe(1);
  });

  test("an overlap of the clocks keeps the length of service and wait", () => {
    const { calls } = parsed(`${header}${AT},9:00:01,9:00:05,9:00:04,9:01:04,4,60,served,A`);
    expect(callIn(calls)).toMatchObject({
      ...{ dequeued: NINE + 5, answered: NINE + 5, ended: NINE + 65 },
    });
  });

  test.each([
    ["fields", `${AT},1`],
    ["quote", `"${AT}`],
    ["arrival", "2026-02-30 09:00:00"],
    ["arrival", "2026-02-03"],
    ["arrival", "2026-02-03T25h"],
  ])("%s: the line is left out", (id, line) => {
    const log = parsed(`arrived\n${AT}\n${line}\n`, { badLinesMax: 0.5 });
    expect(foundIn(log)).toEqual([`${id} 3`]);
    expect([log.calls.count, log.lines, log.findings.leftOut]).toEqual([1, 2, 1]);
  });

  test("calls side by side: told twice, and an agent in two of them", () => {
    const log = parsed(
      "arrived,wait,talk,agent,customer\n" +
        `${AT},0,60,A,1\n${AT},0,60,A,1\n2026-03-02 9:00:30,0,60,A,2\n` +
        "2026-03-02 9:01:29,0,60,B,3\n",
    );
    expect(foundIn(log)).toEqual(["agentOverlap 3", "agentOverlap 4", "duplicate 3"]);
  });

  test("the night in which clocks go back", () => {
    const night = (hour: number, minute: number) =>
      `2026-10-25 0${hour}:${String(minute).padStart(2, "0")}\n`;
    const hours = (all: readonly number[]) =>
      all.flatMap((hour) => Array.from({ length: 60 }, (_, minute) => night(hour, minute)));
    const log = parsed(`arrived\n${hours([1, 2, 2, 3]).join("")}`);
    expect(foundIn(log)).toEqual(["clockBack 122"]);
    const shuffled = parsed(`arrived\n${hours([2, 1, 3, 2, 1]).join("")}`);
    expect(foundIn(shuffled)).toEqual([]);
  });
});

describe("files that cannot be used", () => {
  test.each([
    ["nothing", "", /wanted a header and lines, got nothing/],
    ["only a header", "arrived,type\n", /wanted lines below the header, got none/],
    ["no arrival", "arivd,type\n1,2\n", /wanted arrived, got "arivd", "type": say --map arrived=/],
    ["binary", Buffer.from("PK\n\0\0\n"), /line 2: .* a byte 0/],
    ["no UTF-8", Buffer.from("arrived\n\xe9t\xe9\n", "latin1"), /line 2: wanted text in UTF-8/],
    ["UTF-16", Buffer.from("\uFEFFarrived\n", "utf16le"), /got UTF-16/],
    ["an offset", `arrived\n${AT}+01:00\n`, /line 2: wanted local time/],
    ["Zulu", "arrived\n2026-03-02T09:00:00.000Z\n", /line 2: wanted local time/],
    ["an unsaid order", "arrived\n03/02/2026 9:00\n", /line 2: .* say --date-format dmy or mdy/],
    ["bad lines", `arrived\n${AT}\nx\ny,z\n`, /2 of 3 lines .* at most 5%.*"2 instead of 1".*"x"/s],
    ["twice a column", `arrived,Arrived\n${AT},${AT}\n`, /each column once, got "Arrived"/],
  ])("%s", (_, text, reason) => {
    expect(reasonsAgainst(text)).toMatch(reason);
  });

  test("dates in several orders, be there as many right ones as may be", () => {
    const lines = `${"03/02/2026 9:00\n".repeat(100)}03/13/2026 9:00\n`;
    expect(reasonsAgainst(`arrived\n${lines}`, { dateOrder: "dmy" })).toMatch(/several orders: 1/);
    const mixed = `arrived\n${`${AT}\n`.repeat(100)}03/13/2026 9:00\n`;
    expect(reasonsAgainst(mixed)).toMatch(/line 102: .*"03\/13\/2026 9:00"/);
  });

  test("every mistake in the header and the options at once", () => {
    const map = new Map([
      ["arrival", "Strt"],
      ["agnt", "Who"],
    ]);
    const reasons = reasonsAgainst("Start,Who\n1,2\n", { map });
    expect(reasons).toMatch(/--map arrival: no header "Strt": did you mean Start\?/);
    expect(reasons).toMatch(/--map agnt: no column of ours: did you mean agent\?/);
    expect(reasonsAgainst("arrived\n1", { outcomes: new Map([["A", "answered"]]) })).toMatch(
      /--outcomes A=answered: wanted one of served/,
    );
  });

  test("a line without end is given up after a megabyte", () => {
    const parser = parserOf();
    parser.feed(Buffer.from("arrived\n"));
    let fed = 0;
    const endless = () => {
      for (; fed < 1e9; fed += 100_000) parser.feed(Buffer.alloc(100_000, "x"));
    };
    expect(endless).toThrow(/line 2: wanted at most 1000000 bytes/);
    expect(fed).toBeLessThanOrEqual(1_100_000);
  });
});
