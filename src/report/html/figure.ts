import type { ChartConfiguration } from "chart.js";
import type { NamedChart } from "../chapters.ts";
import { significant } from "../format.ts";
import { html, type Markup } from "./markup.ts";

/** A chart's place; the page draws it from the data embedded under its name. */
export function figureMarkup({ name, chart }: NamedChart): Markup {
  return html`<figure>
<figcaption>${titleOf(chart)}</figcaption>
<div class="canvas" data-chart="${name}">
<canvas role="img" aria-label="${spoken(chart)}"></canvas>
</div>
</figure>`;
}

const titleOf = ({ options }: ChartConfiguration): string =>
  String(options?.plugins?.title?.text ?? "");

/** What the picture shows, for those who do not see it. */
function spoken(chart: ChartConfiguration): string {
  const { labels = [], datasets } = chart.data;
  const lines = datasets
    .filter(({ label = "" }) => label !== "" && !label.endsWith("95 % interval"))
    .map(({ label, data }) => `${label}: ${rangeOf(data.map(numberOf), labels)}`);
  return [`${titleOf(chart)}.`, ...lines].join(" ");
}

function numberOf(point: unknown): number {
  if (point === null || point === undefined) return Number.NaN;
  return typeof point === "number" ? point : ((point as { y?: number }).y ?? Number.NaN);
}

/** Named values where the axis has names, else from the least to the greatest. */
function rangeOf(values: readonly number[], names: readonly unknown[]): string {
  if (names.length > 0) {
    const named = values.map((value, i) =>
      value > 0 ? `${names[i]} ${significant(value, 3)}` : "",
    );
    return `${named.filter((each) => each !== "").join(", ")}.`;
  }
  const known = values.filter(Number.isFinite);
  const [least, greatest] = known.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  return least === greatest
    ? `${significant(least)}.`
    : `${significant(least)} to ${significant(greatest)}.`;
}
