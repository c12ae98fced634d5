import type { ChartConfiguration } from "chart.js";
import { bars, dots, intervals, limit, subtitledBars } from "../report/charts/bars.ts";
import { PALETTE } from "../report/charts/theme.ts";
import { chartPainter } from "../report/charts.ts";
import { counted, fixed } from "../report/format.ts";
import type { Contribution } from "./contributions.ts";
import { causesPicture, minutesText, OVERVIEW } from "./listing.ts";
import { type AvailabilityStudy, causesOfService, type ServiceYears } from "./study.ts";

/** PNG bytes by file name: all services against the promise, and the causes of each. */
export async function availabilityPictures(
  study: AvailabilityStudy,
): Promise<Map<string, Uint8Array>> {
  const charts: readonly (readonly [string, ChartConfiguration | undefined])[] = [
    [OVERVIEW, overviewChart(study)],
    ...study.services.map((each) => [causesPicture(each), causesChart(study, each)] as const),
  ];
  const painter = chartPainter();
  const pictures = new Map<string, Uint8Array>();
  for (const [name, chart] of charts)
    if (chart !== undefined) pictures.set(name, await painter.paint(chart));
  return pictures;
}

const subtitleOf = ({ scenario, allowedMinutes }: AvailabilityStudy, of: string): string => {
  const promised = `promise: at most ${fixed(allowedMinutes, 1)} min`;
  const { variant } = scenario.availability;
  return `${scenario.title || scenario.name} · ${of} · ${variant} · ${promised} a year`;
};

/** What each service is out, simulated with its interval, by formula, and what is promised. */
function overviewChart(study: AvailabilityStudy): ChartConfiguration | undefined {
  const { services, replications, scenario, allowedMinutes } = study;
  return subtitledBars(
    subtitleOf(study, `${replications} times ${counted(scenario.availability.years, "year")}`),
    {
      title: "Minutes a year without each service",
      rows: services,
      rank: "first",
      label: ({ title }: ServiceYears) => title,
      datasets: (rows) => [
        limit("promise", PALETTE.vermilion, allowedMinutes, rows.length),
        dots(
          "formula",
          rows.map(({ formula }) => formula.minutes),
        ),
        intervals(rows.map(intervalOf)),
        bars(
          "simulated",
          PALETTE.sky,
          rows.map(({ minutes }) => minutes.estimate),
        ),
      ],
      axis: () => ({ title: "minutes a year out of service" }),
      headings: ["simulated", "formula"],
      figures: ({ minutes, formula }) => [
        minutes.estimate === null ? "none" : minutesText(minutes.estimate),
        minutesText(formula.minutes),
      ],
    },
  );
}

function intervalOf({ minutes }: ServiceYears): readonly [number, number] | null {
  const { estimate, halfWidth95: half } = minutes;
  return estimate === null || half === null ? null : [estimate - half, estimate + half];
}

/** What a service loses to each cause. Undefined when nothing of it ever fails. */
function causesChart(
  study: AvailabilityStudy,
  { id, title, homes, standIns }: ServiceYears,
): ChartConfiguration | undefined {
  return subtitledBars(subtitleOf(study, [...homes, ...standIns].join(", ")), {
    title: `Minutes a year without ${title}, by cause, by formula`,
    rows: causesOfService(study, id),
    rank: "largest",
    label: ({ title: cause }: Contribution) => cause,
    datasets: (rows) => [
      dots(
        "lost if nothing else fails",
        rows.map(({ alone }) => alone),
      ),
      bars(
        "gained if it never fails",
        PALETTE.blue,
        rows.map(({ gained }) => gained),
      ),
    ],
    axis: () => ({ title: "minutes a year" }),
    headings: ["alone", "gained"],
    figures: ({ alone, gained }) => [minutesText(alone), minutesText(gained)],
  });
}
