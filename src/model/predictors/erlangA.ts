import { digamma } from "../../engine/special/digamma.ts";
import type { Predictor } from "./types.ts";

/**
 * The mean wait of somebody of endless patience who joins M/M/c+M while all agents are busy and n
 * wait: Σ 1/(cμ + iθ) over i = 0 … n, with handling rate μ and patience rate θ. In closed form
 * (ψ(a + n + 1) − ψ(a)) / θ with a = cμ/θ, and (n + 1)/(cμ) when nobody hangs up. Source: W. Whitt,
 * Management Science 45 (1999) 870–888, for exponential times.
 */
export const erlangA: Predictor = {
  name: "erlangA",
  meaning:
    "mean of the exact wait in Erlang A, of somebody who does not hang up, behind those who do",
  estimateUs(outlook, queue) {
    const waiting = outlook.waiting(queue);
    const agents = outlook.agents(queue);
    if (agents === 0) return Number.POSITIVE_INFINITY;
    const betweenUs = outlook.handlingUs(queue) / agents;
    const patienceUs = outlook.patienceUs(queue);
    const ratio = patienceUs / betweenUs;
    // Nobody hangs up, or all at once; or agents need no time.
    if (!(ratio > 0 && ratio < Number.POSITIVE_INFINITY)) return (waiting + 1) * betweenUs;
    return patienceUs * (digamma(ratio + waiting + 1) - digamma(ratio));
  },
};
