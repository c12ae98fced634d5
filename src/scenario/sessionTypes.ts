import type { Distribution } from "../engine/distributions/types.ts";

/** What tells a phone that nobody hears it any more. */
export const PHONE_DETECTIONS = ["refresh", "keepAlive", "reset", "agent"] as const;
export type PhoneDetection = (typeof PHONE_DETECTIONS)[number];

/** How desktops and phones find out that what they depend on is gone, and what they do then. */
export interface Sessions {
  /** Off: agents go on as if nothing they depend on could fail. */
  readonly followed: boolean;
  /** How long a desktop tries to reach its server again. */
  readonly desktopTimeOutUs: number;
  readonly desktopFailover: "manual" | "smart";
  /** From the prompt until the agent opens the other address, and until it is typed in. */
  readonly reaction: Distribution;
  readonly logInUs: number;
  /** From the loss to the other site where the desktop goes there by itself. */
  readonly smartDelay: Distribution;
  /** What GWS does with log-ins while no Configuration Server answers. */
  readonly configOutage: "proxiesAuthenticate" | "blocksLogin";
  /** What becomes of a caller whose agent's side is gone. */
  readonly survivingCaller: "dropped" | "requeued";
  readonly phoneDetection: PhoneDetection;
  /** From one keep-alive of a phone to the next. */
  readonly phoneKeepAliveUs: number;
  /** Greatest extra delay by which a phone that was reset waits before it registers. */
  readonly resetJitterUs: number;
  /** A connection to what is gone is refused at once, or never answered. */
  readonly deadTarget: "refused" | "silent";
  readonly connectTimeOutUs: number;
  /** RFC 5626 4.5: base and greatest time between rounds of attempts. */
  readonly retryBaseUs: number;
  readonly retryMaxUs: number;
}
