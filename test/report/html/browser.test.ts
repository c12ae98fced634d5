import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportHtml } from "../../../src/report/html/page.ts";
import { findings } from "../fixture.ts";

/** The page in a browser, as a planner meets it. Without a browser these tests are left out. */

const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser) console.warn(`no browser at ${CHROMIUM}: report.html is not tested in one`);

const VIEWS = [1280, 390].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

interface Visit {
  readonly page: Page;
  /** What the page requested, and what it complained about. */
  readonly requests: string[];
  readonly complaints: string[];
}

describe.skipIf(!hasBrowser)("report.html in a browser", { timeout: 120_000 }, () => {
  const file = join(mkdtempSync(join(tmpdir(), "busyhour-page-")), "report.html");
  const address = pathToFileURL(file).href;
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(file, reportHtml(findings));
    const args = ["--headless", "--no-sandbox", "--disable-gpu"];
    browser = await chromium.launch({ executablePath: CHROMIUM, args });
  }, 120_000);
  afterAll(() => browser?.close());

  async function visit({ width, colorScheme }: (typeof VIEWS)[number]): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    const [requests, complaints]: [string[], string[]] = [[], []];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(address);
    await page.waitForFunction(() => document.querySelectorAll("canvas[width]").length > 0);
    return { page, requests, complaints };
  }

  test.each(VIEWS)(
    "at $width in $colorScheme: complete, legible, nothing overflows",
    async (view) => {
      const { page, requests, complaints } = await visit(view);
      await page.locator("details").evaluateAll((all) => {
        for (const each of all) (each as HTMLDetailsElement).open = true;
      });
      expect(await page.evaluate(blankCharts)).toEqual([]);
      expect(await page.evaluate(overflowing)).toEqual([]);
      expect(await page.evaluate(illegible)).toEqual([]);
      expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([address]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test("the switch changes the colours, of the charts too", async () => {
    const { page } = await visit({ width: 1280, colorScheme: "light" });
    const seen = () =>
      page.evaluate(() => [
        getComputedStyle(document.body).backgroundColor,
        document.querySelector("canvas")!.toDataURL(),
      ]);
    const [light, lightChart] = await seen();
    await page.selectOption("#theme", "dark");
    const [dark, darkChart] = await seen();
    expect(light).toBe("rgb(255, 255, 255)");
    expect(dark).not.toBe(light);
    expect(darkChart).not.toBe(lightChart);
    await page.context().close();
  });

  test("a head sorts by number, rising, falling and back", async () => {
    const { page } = await visit({ width: 1280, colorScheme: "light" });
    const column = () => page.locator("#capacity tbody tr td:nth-child(5)").allTextContents();
    const original = await column();
    const head = page.locator("#capacity thead button", { hasText: "size" });
    await head.click();
    expect(await column()).toEqual(
      "4 4 4 4 4 600 2,000 4,000 1 Gbit/s unlimited".split(/ (?!Gbit)/),
    );
    await head.click();
    expect((await column())[0]).toBe("unlimited");
    await expect(page.locator('#capacity [aria-sort="descending"]').count()).resolves.toBe(1);
    await head.click();
    expect(await column()).toEqual(original);
    await page.context().close();
  });

  test("a table is copied as a spreadsheet takes it, and that is said", async () => {
    const { page } = await visit({ width: 1280, colorScheme: "light" });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy the table Agents" }).click();
    await page.getByText("copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      [
        "site or group\toccupancy, %\t± occupancy, %\tbusy, agents\t± busy, agents" +
          "\tlogged in, agents",
        "whole cluster\t80.03\t0.18\t1600.6\t3.6\t2000",
      ].join("\n"),
    );
    await page.context().close();
  });

  test("another load is judged in closed form", async () => {
    const { page } = await visit({ width: 1280, colorScheme: "light" });
    const says = page.locator("#load-says");
    expect(await says.textContent()).toContain("everything fits on average");
    await page.locator("#load").fill("10");
    expect(await says.textContent()).toContain(
      "10.1 calls per second, 1.26 times the load of the answer: too much for mcp.treatment",
    );
    await page.context().close();
  });

  test("paper shows everything: folded parts open, light, charts within it", async () => {
    const { page } = await visit({ width: 1280, colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    await page.waitForFunction(() => document.documentElement.dataset.print !== undefined);
    const closed = () => page.locator("details:not([open])").count();
    expect(await closed()).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
    const widths = await page
      .locator("canvas")
      .evaluateAll((all) => all.map((each) => each.clientWidth));
    expect(Math.max(...widths)).toBeLessThanOrEqual(680);
    await page.setViewportSize({ width: 700, height: 900 });
    expect(await page.evaluate(overflowing)).toEqual([]);
    const tables = await page
      .locator(".scroll")
      .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length);
    expect(tables).toBe(0);
    const hidden = page.locator("tbody tr:not(:visible)");
    expect(await hidden.count()).toBe(0);
    await page.emulateMedia({ media: "screen" });
    await page.waitForFunction(() => document.documentElement.dataset.print === undefined);
    expect(await closed()).toBeGreaterThan(0);
    await page.context().close();
  });
});

/* Run in the page. */

/** Charts whose canvas has one colour only. */
function blankCharts(): string[] {
  return [...document.querySelectorAll("canvas")].flatMap((canvas) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set(new Uint32Array(data.buffer));
    return colours.size < 4 ? [canvas.getAttribute("aria-label") ?? "?"] : [];
  });
}

/** What is wider than the window and does not scroll in a box of its own. */
function overflowing(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  const wide = [...document.body.querySelectorAll("*")].filter(
    (each) => each.getBoundingClientRect().right > clientWidth + 1 && !each.closest(".scroll"),
  );
  const found = wide.map((each) => `${each.tagName}.${each.className}`);
  return scrollWidth > clientWidth ? [`page: ${scrollWidth}`, ...found] : found;
}

/** Text smaller than 12 px, or of a contrast to its ground below 4.5 (WCAG 2.2, AA). */
function illegible(): string[] {
  const partsOf = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const lightness = (colour: string) => {
    const [red, green, blue] = partsOf(colour).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const groundOf = (element: Element | null): string => {
    if (element === null) return "rgb(255, 255, 255)";
    const { backgroundColor } = getComputedStyle(element);
    return partsOf(backgroundColor)[3] === 0 ? groundOf(element.parentElement) : backgroundColor;
  };
  const problemsOf = (element: Element) => {
    const { color, fontSize } = getComputedStyle(element);
    const [one, other] = [lightness(color), lightness(groundOf(element))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const what = `${element.tagName}.${element.className} ${element.textContent?.slice(0, 30)}`;
    return [
      ...(Number.parseFloat(fontSize) < 12 ? [`${what}: ${fontSize}`] : []),
      ...(contrast < 4.5 ? [`${what}: contrast ${contrast.toFixed(2)}`] : []),
    ];
  };
  const holdsText = (element: Element) =>
    [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== "",
    );
  return [...document.body.querySelectorAll("*:not(script, noscript, option)")]
    .filter(holdsText)
    .flatMap(problemsOf);
}
