import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { describe, expect, test } from "vitest";
import { disasterHtml } from "../../../src/report/html/disaster/page.ts";
import type { Findings } from "../../../src/report/types.ts";
import { failing } from "../failureFixture.ts";
import { est, findings } from "../fixture.ts";

const page = disasterHtml(failing)!;
/** What is said first, as it reads. */
const costOf = (of: Findings): string =>
  /<p class="cost">(.*?)<\/p>/s.exec(disasterHtml(of)!)![1]!.replaceAll("\u00a0", " ");

const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

describe("disaster.html", () => {
  test("is written only where something fails in the measured time", () => {
    expect(disasterHtml(findings)).toBeUndefined();
  });

  test("says first what it costs, and what never came back", () => {
    expect(costOf(failing)).toBe(
      "12,346 ± 235 calls are cut off, 12,346 ± 235 of them talking or on hold; of 12,346 ± 235 " +
        "new calls meanwhile 12,346 ± 235 fail and 12,346 ± 235 are blocked; 12,346 ± 235 calls " +
        "that were there fail; 12,346 ± 235 min of degraded service. The service level is not " +
        "back within the run in 2 of 30 replications.",
    );
    expect(page).toContain("– (not within the run: 2 of 28 replications; 1,235 s at best)");
  });

  test("says how sure it is of when the service is back", () => {
    const quiet = failing.estimates.filter(
      ({ id }) => !/^recovery\.(lost|service|degraded)/.test(id),
    );
    const said = (half: number, more = {}) => {
      const back = est("recovery.service.time", "cluster", "s", 355.4, half, more);
      const whole = est("recovery.degraded.minutes", "cluster", "min", 0, 0);
      return costOf({ ...failing, estimates: [...quiet, back, whole] });
    };
    expect(said(2)).toMatch(/^No call is cut off;.*; no minute of degraded service\. /);
    expect(said(2)).toMatch(/The service level is back after 5:55 ± 0:02 min\.$/);
    expect(said(0)).toMatch(/back after 5:55 min\.$/);
    expect(said(400, { min: 60, max: 1500 })).toMatch(
      /back after 5:55 ± 6:40 min, 1:00 to 25:00 by replication\.$/,
    );
  });

  test("shows a line under another of the same course", () => {
    const agents = /aria-label="Agents logged in.*?<\/svg>/s.exec(page)![0];
    const widths = [...agents.matchAll(/stroke-width="(.*?)"/g)].map(([, width]) => Number(width));
    expect(widths).toEqual([2.7, 1.3]);
  });

  test("draws six charts on which faults have their letters, without a script", () => {
    expect(page.match(/<svg /g)).toHaveLength(6);
    expect(page.match(/>A onset</g)).toHaveLength(6);
    expect(page.match(/>B–F onset</g)).toHaveLength(6);
    expect(page).toContain("and 2 more faults: see report.html");
    expect(page).not.toContain("<script");
    expect(page).toContain("Site &lt;Frankfurt&gt; is lost");
  });

  test.skipIf(!existsSync(CHROMIUM))(
    "is one page of A4, with nothing cut off",
    async () => {
      const file = join(mkdtempSync(join(tmpdir(), "busyhour-disaster-")), "disaster.html");
      // Ends on a tick: its label reaches beyond the axis.
      const transients = { ...failing.transients!, untilS: 1500 };
      writeFileSync(file, disasterHtml({ ...failing, transients })!);
      const args = ["--headless", "--no-sandbox", "--disable-gpu"];
      const browser = await chromium.launch({ executablePath: CHROMIUM, args });
      for (const width of [1280, 390]) {
        const seen = await browser.newPage({ viewport: { width, height: 900 } });
        await seen.goto(pathToFileURL(file).href);
        const { scrollWidth } = await seen.locator("html").evaluate((root) => {
          return { scrollWidth: root.scrollWidth };
        });
        expect(scrollWidth).toBe(width);
        const cut = await seen.locator("svg text").evaluateAll((texts) =>
          texts.flatMap((text) => {
            const { left, right } = text.getBoundingClientRect();
            const edges = text.closest("svg")!.getBoundingClientRect();
            return left < edges.left || right > edges.right ? [text.textContent] : [];
          }),
        );
        expect(cut).toEqual([]);
      }
      const printed = await browser.newPage();
      await printed.goto(pathToFileURL(file).href);
      const pdf = await printed.pdf({ preferCSSPageSize: true });
      await browser.close();
      expect(pdf.toString("latin1").match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    },
    120_000,
  );
});
