import * as z from "zod";
import { RESULTS, type Result, UNREACHED, type Unreached } from "../../model/outbound/results.ts";
import type { Parameter, Source } from "../../parameter.ts";
import { assumed, NO_FIGURE, perKey, share, time } from "./campaignParameters.ts";
import { law, quantity } from "./quantities.ts";
import { optionalSection, unless, whole } from "./sections.ts";

const RESULT_SHARES: Readonly<Record<Result, [standard: number, who: string]>> = {
  human: [0.3, "a person answers"],
  machine: [0.4, "a machine or network mailbox answers"],
  noAnswer: [0.22, "nobody and nothing answers"],
  busy: [0.04, "the line is busy"],
  invalid: [0.03, "the number does not exist"],
  fax: [0.01, "a fax or modem answers"],
};

const MIX: Source = {
  mark: "derived",
  note: "70 % answered and 30 % by a person (blueprint 6.1), the rest as published",
};

/** What becomes of dialled numbers. */
export const RESULT_MIX = whole(
  optionalSection(
    z.strictObject(
      perKey(RESULTS, (result) => {
        const [standard, who] = RESULT_SHARES[result];
        return quantity(share(`Share of all attempts at which ${who}`, standard, MIX));
      }),
    ),
  ),
  (shares) => {
    const sum = Object.values(shares).reduce((total, each) => total + each, 0);
    return unless(Math.abs(sum - 1) <= 1e-9, {
      wanted: "shares that sum to 1",
      given: `a sum of ${Math.round(sum * 1e9) / 1e9}`,
    });
  },
);

const RINGING_LAWS: Readonly<Record<Result, Parameter>> = {
  human: time("Time until a person answers", "uniform(6s, 10s)", {
    mark: "published",
    note: "answers peak at 6 to 10 s",
  }),
  machine: time("Time until a machine answers", "uniform(18s, 22s)", {
    mark: "published",
    note: "a second peak at 18 to 22 s",
  }),
  noAnswer: time("Time after which a number that nobody answers is given up", "25s", {
    mark: "published",
    note: "at least 15 s or four rings by the US rule; 25 to 35 % unanswered at 25 s",
  }),
  busy: time("Time until a busy line is known", "2s", NO_FIGURE),
  invalid: time("Time until special information tones are recognised", "5s", NO_FIGURE),
  fax: time("Time until a fax answers", "8s", assumed("as a person")),
};

/** Call progress detection: how long it takes, and how often it is wrong. */
export const DETECTION = optionalSection(
  z.strictObject({
    human: law(
      time(
        "Time from a person's answer until it is recognised",
        "lognormal(mean 1.8s, cv 0.33)",
        NO_FIGURE,
      ),
    ),
    machine: law(
      time(
        "Time from a machine's answer until it is recognised",
        "lognormal(mean 2.8s, cv 0.29)",
        NO_FIGURE,
      ),
    ),
    humanAsMachine: quantity(
      share("Share of persons taken for a machine and released", 0.03, NO_FIGURE),
    ),
    machineAsHuman: quantity(share("Share of machines taken for a person", 0.08, NO_FIGURE)),
  }),
);

const REDIALS: Readonly<Record<Unreached, [redials: number, delay: string, why: string]>> = {
  machine: [0, "2h", "a machine answered"],
  noAnswer: [1, "uniform(60min, 120min)", "nobody answered"],
  busy: [1, "10min", "the line was busy"],
  invalid: [0, "24h", "the number did not exist"],
  fax: [0, "24h", "a fax answered"],
  abandoned: [0, "72h", "the person heard the message, as no agent was free"],
  failed: [3, "1min", "no port, trunk or way was found"],
};

/** Records that are dialled again, by what became of the attempt before. */
export const REDIAL = optionalSection(
  z.strictObject(
    perKey(UNREACHED, (reason) => {
      const [redials, delay, why] = REDIALS[reason];
      const of = `of a record after an attempt at which ${why}`;
      const source = assumed(
        redials === 1 ? "one redial (blueprint 6.1); delay assumed" : "no public figure",
      );
      return optionalSection(
        z.strictObject({
          redials: quantity({
            kind: "count",
            meaning: `Attempts ${of}: dialled again while there were no more before`,
            default: redials,
            min: 0,
            max: 100,
            source,
          }),
          delay: law(time(`Time until the next attempt ${of}`, delay, source, "720h")),
        }),
      );
    }),
  ),
);

/** Time from dialling to each result. */
export const RINGING = optionalSection(
  z.strictObject(perKey(RESULTS, (result) => law(RINGING_LAWS[result]))),
);
