import { constant } from "../engine/distributions/constant.ts";
import { never } from "../engine/distributions/never.ts";
import type { Fields } from "./fields/scenario.ts";
import { ASKS_NOBODY } from "./ivrPath.ts";
import { constantRate } from "./profile.ts";
import { NOT_RECORDED } from "./recording.ts";
import type { Demand, Voicemail } from "./types.ts";

type Section = NonNullable<Fields["demand"][string]["voicemail"]>;

/** What the callers of a demand do with voicemail. */
export function voicemailOf(section: Section | undefined): Voicemail | null {
  if (section === undefined) return null;
  const { after: _, retrieval: __, ...rest } = section;
  return rest;
}

/**
 * Demands by which agents fetch the messages of others: nobody calls by them, since Mailboxes
 * starts their calls. They take everything else from the demand whose callers leave the messages.
 */
export function mailboxesOf(fields: Fields, demand: readonly Demand[]): readonly Demand[] {
  const sections = Object.values(fields.demand).map(({ voicemail }) => voicemail);
  return demand.flatMap((each, of) => {
    const section = sections[of];
    if (section === undefined) return [];
    const { delay, prompts, work, fromDesktop } = section.retrieval;
    const bitsPerSecond = fields.storage.voicemail;
    const noTime = constant.build({ value: 0 }, "0s");
    const endless = never.build({}, "never");
    const { replay: _, ...callers } = each;
    return [
      {
        ...callers,
        ...NOT_RECORDED,
        name: `${each.name}/voicemail`,
        origin: "agents",
        flow: "voicemail-access",
        redial: { ...each.redial, afterBlocked: 0, afterAbandoned: 0 },
        takesCallback: 0,
        ivrPath: ASKS_NOBODY,
        voicemail: null,
        mailbox: { of, delay, prompts, fromDesktop, bitsPerSecond },
        profile: constantRate(0),
        busynessCv: 0,
        containment: 0,
        ivrDuration: noTime,
        ivrPatience: endless,
        patience: endless,
        queueTreatmentUs: 0,
        overflowUs: Number.POSITIVE_INFINITY,
        ring: noTime,
        talk: noTime,
        afterCallWork: work,
      },
    ];
  });
}
