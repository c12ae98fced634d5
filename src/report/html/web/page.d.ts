/** What the page holds for its scripts: chart.js itself, and data that `page.ts` embeds. */

type ChartConfiguration = import("chart.js").ChartConfiguration;

/** From the bundle that stands in the page before the scripts. */
declare const Chart: typeof import("chart.js").Chart;

interface PageData {
  /** By name; without functions, colours as the pictures have them. */
  readonly charts: Readonly<Record<string, ChartConfiguration>>;
  /** The colours of the pictures by the name of the custom property that stands for them here. */
  readonly palette: Readonly<Record<string, string>>;
  /** Minutes since midnight at the start of the measured time, where the load follows the clock. */
  readonly clockOrigin: number | null;
  /** What fails, in minutes of the measured time. */
  readonly faults: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  /** What happens to faults, in seconds from the first onset. */
  readonly marks: readonly { readonly atS: number; readonly name: string }[];
  readonly capacity: readonly {
    readonly name: string;
    /** Shares of the resource: taken without any call, and by the calls of the scenario. */
    readonly standing: number;
    readonly ofCalls: number;
    readonly offeredCaps: number;
  }[];
}
