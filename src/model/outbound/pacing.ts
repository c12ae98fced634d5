/** What a campaign's dialler sees when it looks: counts of this moment. */
export interface Outlook {
  /** Agents of its groups who could take a call at once; ports, where no agent is due. */
  ready: number;
  /** Agents at a call or at the work after it. */
  busy: number;
  /** Persons who answered and wait for an agent. */
  queued: number;
  /** Attempts whose result is not known yet. */
  dialling: number;
  /** Ready agents of the groups whose idleness permits dialling; often the same as `ready`. */
  tested: number;
}

/** How many numbers a campaign dials, and when: whole attempts to start now, none or more. */
export interface Pacing {
  dials(outlook: Outlook, nowUs: number): number;
}

/**
 * Attempts per agent free to take a call, those under way included.
 * Source: OCS, progressive mode: ⌊m·(ready − queued) − dialling⌋.
 */
export const progressive = (perReady: number): Pacing => ({
  dials: ({ ready, queued, dialling }) =>
    Math.max(0, Math.floor(perReady * (ready - queued) - dialling)),
});

/** Attempts under way are topped up to so many per idle agent and so many per busy one. */
export const overdial = (perIdle: number, perBusy: number): Pacing => ({
  dials: ({ ready, busy, dialling }) =>
    Math.max(0, Math.floor(perIdle * ready + perBusy * busy) - dialling),
});

export interface Threshold {
  /** Attempts per ready agent (κ), and beside them (c). */
  readonly perReady: number;
  readonly more: number;
  /** Nothing is dialled with fewer ready agents than these, in all and of the tested groups. */
  readonly leastReady: number;
  readonly leastTested: number;
}

/** Source: ContactCenters, threshold dialler: round(κ·free) + c less what is under way. */
export const threshold = ({ perReady, more, leastReady, leastTested }: Threshold): Pacing => ({
  dials: ({ ready, dialling, tested }) =>
    ready < leastReady || tested < leastTested
      ? 0
      : Math.max(0, Math.round(perReady * ready) + more - dialling),
});
