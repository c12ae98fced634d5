import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { daysOf } from "../../src/callLog/days.ts";
import { FINDING_KINDS } from "../../src/callLog/kinds.ts";
import { openLog } from "../../src/callLog/open.ts";
import { callIn, foundIn, parsed, reasonsAgainst } from "./support.ts";

const HEADER =
  "vru+line call_id customer_id priority type date vru_entry vru_exit vru_time " +
  "q_start q_exit q_time outcome ser_start ser_exit ser_time server";
const logOf = (...lines: readonly string[]) =>
  parsed(`${[HEADER, ...lines].join("\n").replaceAll(" ", "\t")}\n`, { format: "technion" });
const TEN = 36_000;
const NONE = "0:00:00 0:00:00 0";

describe("the Technion's format", () => {
  test("a call that waits", () => {
    const log = logOf(
      "X1 7 41 2 NE 990202 10:00:00 10:00:06 6 10:00:06 10:00:44 38 AGENT 10:00:44 10:02:23 99 A08",
    );
    expect(callIn(log.calls)).toEqual({
      ...{ arrived: TEN, queued: TEN + 6, dequeued: TEN + 44, answered: TEN + 44 },
      ...{ ended: TEN + 143, freed: null, outcome: "served" },
    });
    expect([log.calls.types, log.calls.agents, log.calls.customers]).toEqual([["NE"], ["A08"], 1]);
    expect([daysOf(log.calls)[0]!.day, log.calls.priority[0]]).toEqual([10_624, 2]);
    expect(foundIn(log)).toEqual([]);
  });

  test("a call that is answered at once, a second before it has left the queue", () => {
    const log = logOf(
      `X1 7 0 0 PS 990202 10:00:00 10:00:06 6 ${NONE} AGENT 10:00:05 10:01:05 60 NO_SERVER`,
    );
    expect(callIn(log.calls)).toMatchObject({
      ...{ queued: TEN + 6, dequeued: TEN + 6, answered: TEN + 6, ended: TEN + 66 },
    });
    expect([log.calls.agent[0], log.calls.customer[0]]).toEqual([-1, -1]);
    expect(foundIn(log)).toEqual(["clockOverlap 2", "nobody 2"]);
  });

  test("a caller who hangs up at once waits nothing", () => {
    const log = logOf(`X1 7 0 0 PS 990202 10:00:00 10:00:06 6 ${NONE} HANG ${NONE} NO_SERVER`);
    expect(callIn(log.calls)).toMatchObject({
      ...{ queued: TEN + 6, dequeued: TEN + 6, ended: TEN + 6, outcome: "abandoned" },
    });
    expect(foundIn(log)).toEqual([]);
  });

  test.each([
    ["ivrNegative", `10:00:10 10:00:06 -4 ${NONE} HANG ${NONE} NO_SERVER`],
    ["abandonedServed", `10:00:00 10:00:06 6 ${NONE} HANG 10:00:06 10:00:09 3 NO_SERVER`],
    ["serviceMissing", `10:00:00 10:00:06 6 ${NONE} AGENT ${NONE} A01`],
    ["phantom", `10:00:00 10:00:06 6 ${NONE} PHANTOM 10:00:06 10:00:09 3 NO_SERVER`],
    ["waitDiffers", `10:00:00 10:00:06 6 10:00:06 10:00:16 9 HANG ${NONE} NO_SERVER`],
    ["talkDiffers", `10:00:00 10:00:06 6 ${NONE} AGENT 10:00:06 10:00:09 4 A01`],
    ["queueEntry", `10:00:00 10:00:06 6 10:00:08 10:00:16 8 HANG ${NONE} NO_SERVER`],
    ["midnight", `23:59:50 23:59:55 5 23:59:55 0:00:10 15 HANG ${NONE} NO_SERVER`],
    ["outcomeWord", `10:00:00 10:00:06 6 ${NONE} OTHER ${NONE} NO_SERVER`],
    ["value", `10:00:00 10:00:06 six ${NONE} HANG ${NONE} NO_SERVER`],
  ])("%s", (id, line) => {
    expect(foundIn(logOf(`X1 7 0 0 PS 990202 ${line}`))).toEqual([`${id} 2`]);
  });

  test("another header", () => {
    const other = HEADER.replace("q_time", "q_tim").replaceAll(" ", "\t");
    expect(reasonsAgainst(`${other}\n`, { format: "technion" })).toBe(
      'header, column 12: wanted q_time, got "q_tim"',
    );
  });
});

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DATA = process.env.BUSYHOUR_DATA ?? join(ROOT, "..", "shared", "data");
const BANK = join(DATA, "bank-call-log-1999-02-first-half.tsv");
const hasBank = existsSync(BANK);
if (!hasBank) console.log(`skipped: ${BANK} is not there (BUSYHOUR_DATA says where it is)`);

test.skipIf(!hasBank)("a fortnight of the bank, and what is known of it", async () => {
  const { calls, findings, lines } = await openLog(BANK, {});
  expect([lines, calls.count, findings.leftOut, daysOf(calls).length]).toEqual([
    17_456, 17_456, 0, 14,
  ]);
  const counts = FINDING_KINDS.map(({ id }) => [id, findings.countOf(id)]);
  expect(Object.fromEntries(counts.filter(([, count]) => count !== 0))).toMatchObject({
    ...{ serviceMissing: 25, abandonedServed: 50, ivrNegative: 17, queueEntry: 3 },
    ...{ nobody: 275, phantom: 143, midnight: 14 },
  });
});
