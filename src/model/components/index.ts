import { applications } from "./applications.ts";
import { digital } from "./digital.ts";
import { outbound } from "./outbound.ts";
import { recording } from "./recording.ts";
import { treatment } from "./treatment.ts";
import type { Component } from "./types.ts";
import { voice } from "./voice.ts";

/** The component catalogue. To add a component, add its row to one of the lists. */
export const components: readonly Component[] = [
  ...voice,
  ...treatment,
  ...applications,
  ...outbound,
  ...recording,
  ...digital,
];
