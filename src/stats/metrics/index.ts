import { agents } from "./agents.ts";
import { bandwidth } from "./bandwidth.ts";
import { callback } from "./callback.ts";
import { callers } from "./callers.ts";
import { calls } from "./calls.ts";
import { caps } from "./caps.ts";
import { components } from "./components.ts";
import { digital } from "./digital.ts";
import { impacts } from "./impacts.ts";
import { losses } from "./losses.ts";
import { outbound } from "./outbound.ts";
import { pools } from "./pools.ts";
import { recording } from "./recording.ts";
import { recovery } from "./recovery.ts";
import { registrations } from "./registrations.ts";
import { service } from "./service.ts";
import { signalling } from "./signalling.ts";
import { storage } from "./storage.ts";
import { treatment } from "./treatment.ts";
import type { Metric } from "./types.ts";
import { voicemail } from "./voicemail.ts";
import { waits } from "./waits.ts";

/** Every metric there is, in the order of reports. */
export const metrics: readonly Metric[] = [
  ...caps,
  ...calls,
  ...callers,
  ...callback,
  ...waits,
  ...service,
  ...agents,
  ...outbound,
  ...voicemail,
  ...digital,
  ...pools,
  ...treatment,
  ...components,
  ...bandwidth,
  ...signalling,
  ...registrations,
  ...recording,
  ...storage,
  ...losses,
  ...recovery,
  ...impacts,
];
