import { interrupt } from "./callLife.ts";
import { crossesLink } from "./verbs/media.ts";
import type { World } from "./world.ts";

/** Calls whose media cross a link, conversations and treatments alike, are cut off. */
export function cutMedia(world: World, link: number): void {
  const { calls } = world;
  const cut: number[] = [];
  for (let call = 0; call < calls.used; call++)
    if (calls.main[call] >= 0 && crossesLink(world, call, link)) cut.push(call);
  cut.sort((a, b) => calls.serial[a] - calls.serial[b]);
  for (const call of cut) {
    world.recovery?.cut(world, call, "link");
    interrupt(world, call, "lost");
  }
}
