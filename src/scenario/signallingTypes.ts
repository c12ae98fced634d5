export interface Dns {
  /** Whether clients of a site are told of SIP Proxies of other sites, behind their own. */
  readonly srvView: "local-then-remote" | "local-only";
  /** How long a client believes what DNS has answered. */
  readonly ttlUs: number;
  /** Weight of the SRV record of each SIP Proxy, by the name of the instance. */
  readonly weights: Readonly<Record<string, number>>;
}

export interface Signalling {
  readonly registerExpiresUs: number;
  readonly hardphoneExpiresUs: number;
  /** Share of the expiry after which a phone refreshes. */
  readonly refreshFrom: number;
  readonly refreshTo: number;
  /** Whether a refresh is challenged again (stale nonce). */
  readonly challengeRefresh: boolean;
  /** Whether ICON and Feature Server hear only the DNs that their own node owns. */
  readonly smartClients: boolean;
  readonly t1Us: number;
  readonly t2Us: number;
  /** First retransmission time-out of TCP; it doubles. */
  readonly rtoUs: number;
  /** From one ping of a phone's connection to the next; 0: none. */
  readonly keepAliveUs: number;
  /** Senders of a place leave an instance alone for so long that did not answer a request. */
  readonly avoidSilentUs: number;
  /** Work of a repeated message as a share of the first one's. */
  readonly repeatWork: number;
  readonly overload: OverloadSettings;
  readonly options: PingSettings;
  /** Bytes of each message kind (index into MESSAGE_KINDS), without lower layers. */
  readonly bytes: readonly number[];
  /** Factor on every latency and every service time; 0 makes signalling instant. */
  readonly timeFactor: number;
}

/** How SIP elements defend themselves: durations in microseconds, shares 0..1. */
export interface OverloadSettings {
  /** Work of refusing a request as a share of the work of taking it. */
  readonly refusalWork: number;
  /** `loss`: RFC 7339, senders hold back the share of new dialogs that a receiver asks them to. */
  readonly control: "none" | "loss";
  /** How long what a receiver asks for holds, and how often it says so. */
  readonly validityUs: number;
  /** The wait that a receiver steers towards. */
  readonly targetDelayUs: number;
}

/** Pings by OPTIONS: from one to the next, in microseconds, 0 for none. */
export interface PingSettings {
  /** SIP Proxy to SIP Server pair, and while that is out of service. */
  readonly oosCheckUs: number;
  readonly oosForceUs: number;
  /** Which member of a pair out of service is pinged first. */
  readonly alternation: "backupFirst" | "primaryFirst";
  /** A request from the other member tells a SIP Proxy at once that it is the active one. */
  readonly backupHint: boolean;
  /** SBC to SIP Proxy, and unanswered ones in a row that take it out of service. */
  readonly sbcCheckUs: number;
  readonly sbcMisses: number;
  /** Carrier to SBC, likewise; only where something fails. */
  readonly carrierCheckUs: number;
  readonly carrierMisses: number;
  /** Calls of a site whose SBCs the carrier leaves alone enter at another one. */
  readonly carrierReroutes: boolean;
}
