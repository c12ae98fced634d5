import { cutMedia } from "../cutMedia.ts";
import { CLASS } from "../linkFaults.ts";
import type { World } from "../world.ts";

/** What a planner's fault may cut on a link: all, or SIP and media, or T-Library and data. */
const ALL = [CLASS.SIGNALLING, CLASS.TLIB] as const;

/** Links carry nothing of the classes stated; calls whose media cross them are lost. */
export function cutLinks(
  world: World,
  links: readonly number[],
  classes: readonly number[] = ALL,
): void {
  for (const link of links)
    for (const traffic of classes) world.platform.linkFaults.cut(link, traffic);
  if (!classes.includes(CLASS.SIGNALLING)) return;
  for (const link of links) cutMedia(world, link);
}

export function mendLinks(
  { platform }: World,
  links: readonly number[],
  classes: readonly number[] = ALL,
): void {
  for (const link of links) for (const traffic of classes) platform.linkFaults.mend(link, traffic);
}
