import { describe, expect, test } from "vitest";
import { chapters } from "../../../src/report/chapters.ts";
import { coarser } from "../../../src/report/html/coarser.ts";
import { inline } from "../../../src/report/html/inline.ts";
import { embeddedJson, html } from "../../../src/report/html/markup.ts";
import { reportHtml } from "../../../src/report/html/page.ts";
import { tableMarkup } from "../../../src/report/html/table.ts";
import { summaryMarkdown } from "../../../src/report/markdown.ts";
import { left, right } from "../../../src/report/tables/table.ts";
import type { CapacityRow, Findings } from "../../../src/report/types.ts";
import { failing } from "../failureFixture.ts";
import { capacity, est, findings, scenario } from "../fixture.ts";

const HOSTILE = `"><img src=x onerror=alert(1)></script><script>alert('2')</script>&amp;`;

/** What a reader sees of it, without scripts and styles. */
const textOf = (page: string): string =>
  page
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gs, "")
    .replace(/<[^>]+>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");

const page = reportHtml(findings);
const text = textOf(page);

describe("templates", () => {
  test("values are escaped, markup and lists of it are not, nothing leaves nothing", () => {
    const item = html`<b>${"<&>"}</b>`;
    expect(html`<i title="${`"'`}">${[item, item]}${false}${undefined}${0}</i>`.text).toBe(
      '<i title="&quot;&#39;"><b>&lt;&amp;&gt;</b><b>&lt;&amp;&gt;</b>0</i>',
    );
  });

  test("no text within embedded data ends its element, and data stay what they are", () => {
    const { text } = embeddedJson({ name: HOSTILE, value: 1 / 3 });
    expect(text).not.toContain("<");
    expect(JSON.parse(text)).toEqual({ name: HOSTILE, value: 0.333333 });
  });

  test("emphasis of our lines becomes elements, and what it holds is escaped", () => {
    expect(html`${inline("**a<b** and *c*, `d` 5 * 6 = 30")}`.text).toBe(
      "<strong>a&lt;b</strong> and <em>c</em>, <code>d</code> 5 * 6 = 30",
    );
  });
});

describe("tables", () => {
  test("have a caption, heads for columns and rows, and signs that can be heard", () => {
    const table = {
      title: "T",
      columns: [left(""), left("a"), right("b")],
      rows: [["✗", "x", "1"]],
    };
    const { text } = tableMarkup(table)!;
    expect(text).toContain("<caption><span>T</span></caption>");
    expect(text.match(/<th scope="(col|row)"/g)).toHaveLength(4);
    expect(text).toContain('<th scope="row" class="left key">x</th>');
    expect(text).toContain('aria-label="not met">✗</span>');
  });

  test("keep the unit with a half width, and every figure of a sentence", () => {
    const cell = (text: string) =>
      tableMarkup({ title: "T", columns: [left("a"), left("b")], rows: [["x", text]] })!.text;
    expect(cell("8.0 ± 0.1 s")).toContain('<td class="left">8.0 <span class="half">± 0.1 s</span>');
    const both = "logged out: 35.8 ± 3.9 agent-min; there again after 21.8 ± 2.0 s";
    expect(cell(both)).toContain(`<td class="left">${both}</td>`);
    expect(cell("– (not within the run: 1 of 5)")).toContain('<td class="left reason">– (not');
  });

  test("without rows are left out", () => {
    expect(tableMarkup({ title: "T", columns: [left("a")], rows: [] })).toBeUndefined();
  });
});

describe("report.html", () => {
  test("is the same bytes for the same findings, and modest in size", () => {
    expect(reportHtml(findings)).toBe(page);
    expect(page.length).toBeLessThan(600_000);
  });

  test("opens with the answer: binding resource, ceiling, headroom and what follows", () => {
    const [, rest] = text.split("The answer ").slice(-2);
    const opening = rest!.slice(0, 1500);
    expect(opening).toMatch(
      /^The load fits on average: of all resources media ports \(mcp\.treatment\) will be full/,
    );
    expect(opening).toContain("first, at 9.74 calls per second");
    expect(opening).toContain("may grow by 22 %");
    expect(opening).toContain(
      "Then follow the component sipServer.sessionController at 10 calls per second (+25 %), ag",
    );
    expect(opening).toContain("98.3 % of the calls were served, 1.67 % hung up, 0.04 % were still");
    expect(opening).toContain("1 of 31 not met, 1 undecided");
    expect(opening).toContain("2 assumptions");
  });

  test("says so when the load does not fit", () => {
    const tight = { ...capacity[0]!, utilisation: 1.25, ceilingCaps: 6.4, headroom: -0.2 };
    const tightPage = reportHtml({ ...findings, capacity: [tight] });
    expect(textOf(tightPage)).toContain(
      "The load does not fit. It would need 125.0 % of what there is of the component sbc: " +
        "full at 6.40 calls per second (23,040 an hour), and 8 calls per second",
    );
  });

  test("names all that are full first, and tells rates below one a second by the hour", () => {
    const [row] = capacity;
    const slow = { ...row!, offeredCaps: 0.05, ceilingCaps: 0.06, headroom: 0.2 };
    const twin = { ...slow, kind: "agents", name: "agents of home", ceilingCaps: 0.06 + 1e-12 };
    const later = { ...slow, kind: "link", name: "a>b", ceilingCaps: 0.07, headroom: 0.4 };
    const shown = reportHtml({ ...findings, capacity: [later, slow, twin] as CapacityRow[] });
    expect(textOf(shown)).toContain(
      "of all resources the component sbc and agents of home will be full first, at 216 calls " +
        "an hour (0.0600 per second). The 180 calls an hour (0.0500 per second) of this scenario " +
        "use 11.0 % of each, so the load may grow by 20 % until then. Then follow the link a>b " +
        "at 252 calls an hour (+40 %).",
    );
  });

  test("answers for the interval used most, where there are several", () => {
    const rows = findings.capacity.map((row) => ({ ...row, offeredCaps: 9.6 }));
    const tightest = { startUs: 3600e6, lengthUs: 1800e6, capacity: rows };
    const shown = reportHtml({ ...findings, tightest });
    expect(textOf(shown)).toContain("on average, even in the tightest interval, 01:00 to 01:30:");
    expect(textOf(shown)).toContain("The 9.60 calls per second (34,560 an hour) of that interval");
    expect(shown).toContain('"offeredCaps":9.6');
    const full = rows.map((row) => ({ ...row, headroom: -0.2 }));
    expect(
      textOf(reportHtml({ ...findings, tightest: { ...tightest, capacity: full } })),
    ).toContain("The load does not fit from 01:00 to 01:30. It would need");
  });

  test("a reader cannot overlook that calls were refused", () => {
    const failing = (failed: number) =>
      reportHtml({
        ...findings,
        estimates: [...findings.estimates, est("calls.failed", "cluster", "calls", failed, 1)],
      });
    expect(failing(2000)).toContain('<p class="notice"><strong>In the simulated run</strong>');
    expect(textOf(failing(2000))).toContain("6.94 % failed in signalling");
    expect(textOf(failing(2000))).toContain("Blocked, failed or cut off6.94 %");
    expect(failing(1)).toContain("<p><strong>In the simulated run</strong>");
  });

  test("warns that means hide the busy hours, with the interval that was served worst", () => {
    const intervals = [0.9, 0.35].map((level, i) =>
      est("service.level", `interval:0${i + 7}:00`, "ratio", level, 0.02),
    );
    const estimates = [...findings.estimates, ...intervals];
    const worst = /Served worst: .{60}/.exec(textOf(reportHtml({ ...findings, estimates })));
    expect(worst?.[0]).toContain("the interval 08:00 with a service level of 35.0 ± 2.0 %");
    expect(text.includes("Served worst")).toBe(false);
  });

  test("says where run and closed form disagree by more than chance", () => {
    const agents = findings.capacity.find(({ kind }) => kind === "agents")!;
    const disagreeing = (occupancy: number, half: number, of = findings) => {
      const estimates = [est("agents.occupancy", agents.scope, "ratio", occupancy, half)];
      const shown = textOf(reportHtml({ ...of, estimates }));
      return /Simulated and closed form disagree: .*? (Likely|The closed form knows)/.exec(
        shown,
      )?.[0];
    };
    expect(disagreeing(0.25, 0.01)).toContain("agents of support 25.0 ± 1.0 % instead of 80.0");
    expect(disagreeing(0.74, 0.01)).toBeUndefined();
    expect(disagreeing(0.6, 0.15)).toBeUndefined();
    expect(disagreeing(0.25, 0.01)).toMatch(/Likely$/);
    expect(disagreeing(0.25, 0.01, failing)).toMatch(/The closed form knows$/);
  });

  test("without a platform there is nothing to say of its signalling", () => {
    const estimates = [...findings.estimates, est("sip.messages.rate", "cluster", "1/s", 0, 0)];
    const silent = reportHtml({ ...findings, estimates });
    expect([page, silent].map((each) => each.includes('id="voice"'))).toEqual([true, false]);
  });

  test("holds every cell of summary.md, intervals included", () => {
    const rows = summaryMarkdown(findings)
      .split("\n")
      .filter((line) => /^\| (?!---)/.test(line));
    const cells = rows
      .flatMap((line) => line.slice(2, -2).split(/ \| /))
      .map((cell) => cell.replace(/\\(.)/g, "$1").replace(/\s+/g, " "));
    expect(cells.filter((cell) => cell.includes("±")).length).toBeGreaterThan(80);
    expect(cells.filter((cell) => !text.includes(cell))).toEqual([]);
  });

  test("explains every metric of the run", () => {
    const explained = textOf(page.split("Metrics as summary.json names them")[2]!);
    const ids = new Set(findings.estimates.map(({ id }) => id));
    ids.delete("callback.wait.mean");
    expect([...ids].filter((id) => !explained.includes(id))).toEqual([]);
  });

  test("draws every chart there is from data in the page", () => {
    const names = chapters
      .flatMap(({ charts }) => charts?.(findings) ?? [])
      .map(({ name }) => name);
    expect(names).toHaveLength(8);
    const data = JSON.parse(
      /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)![1]!,
    );
    expect(Object.keys(data.charts)).toEqual(names);
    for (const name of names) expect(page).toContain(`data-chart="${name}"`);
    expect(page).toMatch(/aria-label="Agents by state\. talking: 1,412 to 1,424\./);
  });

  test("says what repeats the run", () => {
    const { warmUp: _, ...unchecked } = findings;
    const wanted = [findings.replayCommand, scenario.hash, "warm-up of 30 min is long enough"];
    expect(wanted.filter((each) => !text.includes(each))).toEqual([]);
    expect(textOf(reportHtml(unchecked)).includes("the warm-up was not checked")).toBe(true);
  });

  test("every link of the page leads to a section of it", () => {
    const ids = new Set([...page.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id));
    const targets = [...page.matchAll(/href="#(\w+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(ids.size);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
  });

  test("a name a planner chose cannot become markup, wherever it stands", () => {
    const hostile = replaced(findings, [
      [scenario.name, HOSTILE],
      [scenario.title, HOSTILE],
      ["support", HOSTILE],
      ["dc1", HOSTILE],
      [findings.replayCommand, HOSTILE],
    ]);
    const tags = (of: string) => [...of.matchAll(/<(?:script|img)\b/g)].length;
    expect(tags(reportHtml(hostile))).toBe(tags(page));
  });
});

/** The same findings with other names, wherever they stand. */
function replaced(of: Findings, names: readonly (readonly [string, string])[]): Findings {
  const other = (value: unknown): unknown => {
    if (typeof value === "string")
      return names.reduce((all, [from, to]) => all.replaceAll(from, to), value);
    if (Array.isArray(value)) return value.map(other);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, other(each)]));
  };
  return other(of) as Findings;
}

test("a day of minutes is drawn as blocks of equal weight", () => {
  const data = Array.from({ length: 1440 }, (_, i) => ({ x: i + 0.5, y: i % 2 }));
  const { data: drawn } = coarser({ type: "line", data: { datasets: [{ data }] } });
  expect(drawn.datasets[0]!.data).toHaveLength(720);
  expect(drawn.datasets[0]!.data[1]).toEqual({ x: 3, y: 0.5 });
});
