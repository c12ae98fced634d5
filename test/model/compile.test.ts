import { expect, test } from "vitest";
import { ask, end, send } from "../../src/model/actions.ts";
import { compile } from "../../src/model/compile.ts";
import type { Detail } from "../../src/model/detail.ts";
import { type Flow, inTurn, place } from "../../src/model/flow.ts";
import { invite } from "../../src/model/flows/sip.ts";
import { OP } from "../../src/model/program.ts";

const detail: Detail = {
  signalling: true,
  platform: true,
  admission: true,
  holdings: new Set(),
  zeroTimes: new Set(),
  zero: new Set(),
  answers: () => true,
  direct: true,
};

/** The proxy first occurs in step 2, which half of the calls leap over. */
const leap: Flow = {
  name: "leap",
  title: "Some calls leave a step out",
  startedBy: "customers",
  source: "this test",
  roles: { carrier: place("carrier"), sbc: inTurn("sbc"), proxy: inTurn("sipProxy") },
  steps: {
    1: ["A call comes.", send("INVITE", "carrier", "sbc"), ask("contained", "3")],
    2: ["It goes on.", send("INVITE", "sbc", "proxy")],
    3: ["It ends.", send("BYE", "sbc", "proxy"), end("served")],
  },
  endings: {},
};

/** The SBC refuses, and nothing else is said before the call ends. */
const refusing: Flow = {
  ...leap,
  steps: { 1: ["A call comes.", invite("carrier", "sbc", "refused"), end("served")] },
  endings: { refused: ["It is refused.", end("failed")] },
};

test("what is refused, held back or never answered goes on once that is over", () => {
  const { rows } = compile(refusing, detail);
  const depart = rows.find(({ op }) => op === OP.DEPART)!;
  expect(rows[depart.other].op).toBe(OP.SETTLE);
  expect(rows[depart.other + 1].op).toBe(OP.CHOOSE_AGAIN);
});

test("a role is filled on every way to its first message, and not twice on one line", () => {
  const picks = compile(leap, detail).rows.filter(({ op }) => op === OP.PICK);
  expect(picks.map(({ step, a }) => [step, a])).toEqual([
    ["1", 1],
    ["2", 2],
    ["3", 2],
  ]);
});
