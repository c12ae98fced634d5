import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { describe, expect, test } from "vitest";
import { disasterHtml } from "../../../src/report/html/disaster/page.ts";
import { failing } from "../failureFixture.ts";
import { est, findings } from "../fixture.ts";

const page = disasterHtml(failing)!;
const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

describe("disaster.html", () => {
  test("is written only where something fails in the measured time", () => {
    expect(disasterHtml(findings)).toBeUndefined();
  });

  test("says first what it costs, and what never came back", () => {
    const [, sentence] = /<p class="cost">(.*?)<\/p>/s.exec(page)!;
    expect(sentence).toBe(
      "12,346 ± 235 calls are cut off, 12,346 ± 235 of them in progress; of 12,346 ± 235 new " +
        "calls meanwhile 12,346 ± 235 fail, 12,346 ± 235 are blocked; 12,346 ± 235 calls that " +
        "were there fail; 12,346 ± 235 min of degraded service. The service level is not back " +
        "within the run in 2 of 30 replications.",
    );
    expect(page).toContain("– (not within the run: 2 of 28 replications; 1,235 s at best)");
    const back = est("recovery.service.time", "cluster", "s", 355.4, 2);
    const quiet = failing.estimates.filter(({ id }) => !/^recovery\.(lost|service)/.test(id));
    expect(disasterHtml({ ...failing, estimates: [...quiet, back] })).toMatch(
      /No call is cut off;.*The service level is back after 5:55 min\./s,
    );
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
      writeFileSync(file, page);
      const args = ["--headless", "--no-sandbox", "--disable-gpu"];
      const browser = await chromium.launch({ executablePath: CHROMIUM, args });
      for (const width of [1280, 390]) {
        const seen = await browser.newPage({ viewport: { width, height: 900 } });
        await seen.goto(pathToFileURL(file).href);
        const { scrollWidth } = await seen.locator("html").evaluate((root) => {
          return { scrollWidth: root.scrollWidth };
        });
        expect(scrollWidth).toBe(width);
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
