import { endsWithOutcome, type Flow } from "../flow.ts";
import { inbound } from "./inbound.ts";
import { login } from "./login.ts";

/** The call flows. To add one, write its file and list it here. */
export const flows: readonly Flow[] = [inbound, login];

/** Flows whose calls end with an outcome: those that a demand may follow. A log-in does not. */
export const callFlows = (): readonly Flow[] => flows.filter(endsWithOutcome);
