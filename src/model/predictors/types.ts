/**
 * What is known, at a moment, about the wait in a queue. Each look costs the same however many
 * wait. Times in microseconds.
 */
export interface Outlook {
  /** Calls waiting in a queue, those in queue treatment included. */
  waiting(queue: number): number;
  /** Agents logged in who serve it. */
  agents(queue: number): number;
  /** Mean handling time of its calls: reserved, ringing, talking and after-call work. */
  handlingUs(queue: number): number;
  /** Mean patience of its callers; Infinity when none hangs up. */
  patienceUs(queue: number): number;
  /** How long the call that waited last had waited when an agent was selected; 0 for none yet. */
  lastWaitUs(queue: number): number;
  /** Mean of the last waits; 0 for none yet. */
  recentWaitUs(queue: number): number;
  /** How long the call at the head of the line has waited; 0 when nobody stands in line. */
  headOfLineUs(queue: number): number;
}

/** A rule by which the wait of a call that joins the end of a queue is estimated. */
export interface Predictor {
  readonly name: string;
  /** In a planner's words. */
  readonly meaning: string;
  /** The estimated wait, us; Infinity when nobody serves the queue. */
  estimateUs(outlook: Outlook, queue: number): number;
}
