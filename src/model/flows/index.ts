import type { Flow } from "../flow.ts";
import { callback } from "./callback.ts";
import { consultation } from "./consultation.ts";
import { digital } from "./digital.ts";
import { disaster } from "./disaster.ts";
import { inbound } from "./inbound.ts";
import { login } from "./login.ts";
import { outbound } from "./outbound.ts";
import { recording } from "./recording.ts";
import { voicemailAccess } from "./voicemailAccess.ts";
import { voicemailLeave } from "./voicemailLeave.ts";

/** The call flows. To add one, write its file and list it here. */
export const flows: readonly Flow[] = [
  inbound,
  consultation,
  login,
  outbound,
  recording,
  callback,
  voicemailLeave,
  voicemailAccess,
  digital,
  disaster,
];

/** Those that a demand may follow: what customers start. */
export const callFlows = (): readonly Flow[] =>
  flows.filter(({ startedBy }) => startedBy === "customers");
