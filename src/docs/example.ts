import { openStudy, type Study } from "../study.ts";
import { chapters } from "./sections.ts";

const FILE = "example.yaml";

/** A scenario in which every section, and with it every metric, occurs. */
export const example = (): string => chapters.map((each) => each.example).join("\n");

export const exampleStudy = (): Study => openStudy(FILE, [], new Map([[FILE, example()]]));
