import { describe, expect, test } from "vitest";
import { summaryMarkdown } from "../../src/report/markdown.ts";
import { est, findings, scenario } from "./fixture.ts";

describe("summary.md", () => {
  const text = summaryMarkdown(findings);

  test("opens with the answer", () => {
    expect(text.split("\n").slice(0, 6)).toEqual([
      "# 2,000 agents on two sites, busy hour",
      "",
      "- **CAPS**: 8.000 ± 0.017 offered, 7.864 ± 0.017 answered, " +
        "19.30 ± 0.50 in the busiest second",
      "- **Occupancy**: 80.03 ± 0.18 %: 1,600.6 ± 3.6 of 2,000 agents busy",
      "- **Bandwidth**: 81.0 Mbit/s on carrier>dc2, the busiest link: media 80.40 ± 0.89, " +
        "signalling 0.5100 ± 0.0040, T-Library 0.120 ± 0.011",
      "- **Binding**: mcp.treatment: full at 9.74 CAPS, 82.1 % used, headroom +22 %",
    ]);
  });

  test("has its sections in the order a planner reads", () => {
    expect(text.match(/^## .*/gm)).toEqual([
      "## Capacity and headroom (closed form; pools and components at the site loaded most)",
      "## Expectations",
      "## Observed and simulated",
      "## CAPS",
      "## Waits and service",
      "## Calls by outcome",
      "## Calls at the same time",
      "## Agents",
      "## Trunks",
      "## Components of the edge",
      "## Components of the voice layer",
      "## Signalling",
      "## Media ports",
      "## Ports by use: rule, theory and run",
      "## Shared ports, and the same uses apart, for 0.10 % blocked",
      "## Components of the media layer",
      "## Components of routing",
      "## Callbacks",
      "## Bandwidth per directed link, Mbit/s",
      "## Assumptions in use",
      "## Assumptions no setting changes",
      "## Definitions",
      "## Run",
    ]);
  });

  test("every table row has the columns of its head", () => {
    for (const table of text.match(/(^\|.*\n)+/gm)!) {
      const widths = table
        .trimEnd()
        .split("\n")
        .map((row) => row.split(/(?<!\\)\|/).length);
      expect(new Set(widths).size, table).toBe(1);
    }
  });

  test("a metric that no table knows appears by itself, with its reason when undefined", () => {
    const estimates = [...findings.estimates, est("brand.new", "cluster", "calls", 5, 1)];
    expect(summaryMarkdown({ ...findings, estimates })).toContain(
      "| brand.new | 5.0 ± 1.0 calls |",
    );
    expect(text).toContain("| callback.wait.mean | – (no callbacks) |");
  });

  test("every number of a table has its unit in the head or beside it", () => {
    expect(text).toMatch(/^## Trunks$/m);
    expect(text).toMatch(/^## Media ports$/m);
    expect(text).toContain("| pool | in use | p99.9 | greatest | occupancy, % |");
  });

  test("a name chosen by a planner cannot break a table", () => {
    const assumptions = [{ path: "a|b", value: "<b>", note: "*c*" }];
    expect(summaryMarkdown({ ...findings, scenario: { ...scenario, assumptions } })).toContain(
      "| a\\|b | \\<b> | \\*c\\* |",
    );
  });

  test("says what repeats the run and whether the warm-up is long enough", () => {
    expect(text).toContain(`SHA-256 \`${scenario.hash}\``);
    expect(text).toContain("warm-up of 30 min is long enough: MSER-5 would cut at 745 s");
    expect(text).toContain("T: support 20 s");
  });
});
