import { bars, dots, subtitledBars } from "../report/charts/bars.ts";
import { PALETTE } from "../report/charts/theme.ts";
import { chartPainter } from "../report/charts.ts";
import { fixed } from "../report/format.ts";
import type { Contribution } from "./contributions.ts";
import { minutesText } from "./listing.ts";
import { type AvailabilityStudy, causesOfService } from "./study.ts";

/** PNG bytes: what the first service loses to each cause. Undefined when nothing ever fails. */
export async function contributionsPng(study: AvailabilityStudy): Promise<Uint8Array | undefined> {
  const { scenario, services, allowedMinutes } = study;
  const [service] = services;
  if (service === undefined) return undefined;
  const { variant } = scenario.availability;
  const promised = fixed(allowedMinutes, 1);
  const by = [...service.homes, ...service.standIns].join(", ");
  const chart = subtitledBars(
    `${scenario.title || scenario.name} · ${by} · ${variant} · promise: at most ${promised} in all`,
    {
      title: `Minutes a year without ${service.title}, by cause, by formula`,
      rows: causesOfService(study, service.id),
      rank: "largest",
      label: ({ title }: Contribution) => title,
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
    },
  );
  return chart && chartPainter().paint(chart);
}
