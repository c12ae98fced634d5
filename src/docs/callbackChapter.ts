import type { Chapter } from "./sections.ts";

export const callbackChapter: Chapter = {
  title: "callback",
  sections: ["callback"],
  intro:
    "Services that call customers back: each is offered in its `queue` (`offer`), or asked " +
    "for by web or app (`rate` or `intervals`).\n\n" +
    "**The offer** goes to whom no agent is free for and whose wait is estimated longer than " +
    "`above`. Who takes it leaves at once, with outcome `callback`, and is not counted among " +
    "the calls offered to the queue. The `predictor` says how the wait is estimated: " +
    "`handlingTime` (calls waiting + 1) x mean handling time / agents logged in; `lastWait` " +
    "and `recentWaits` as long as the last call, or the last 20, waited; `headOfLine` as long " +
    "as the first in line has waited; `erlangA` the mean wait in Erlang A, behind callers who " +
    "may hang up.\n\n" +
    "**A request** keeps the place of the call that made it: its `priority`, then the time of " +
    "the request. With `agentFirst` an agent is reserved when its turn comes, and held while " +
    "the customer is dialled, for the time of `noAnswer` in vain. With `customerFirst` the " +
    "customer is dialled after the wait that was estimated, and then waits at the head of the " +
    "queue, for as long as `patience` lasts; while nobody is there who serves the queue and so " +
    "nothing can be estimated, that is looked at again after each `retry`. Customers who name " +
    "a time (`scheduled`) get the first bucket with room from the time they want; agents are " +
    "asked for as long before it as the wait is estimated, one bucket at most. With " +
    "`userOriginated` the customer dials in instead, by the flow `inbound` without an IVR.\n\n" +
    "**An attempt in vain** is repeated after `retry`, up to `attempts` dials; a request is " +
    "dropped when `keep` after its time it has found no agent. One that signalling failed in " +
    "is set up anew, with another node. No customer is dialled while the phone rings, nor " +
    "after having answered. Where web and app should not exhaust the schedule, `limits` say " +
    "how many `customers` there are and how often each may ask.\n\n" +
    "Its calls are not in `calls.*`: see `callback.*` in [metrics.md](metrics.md).",
  example: `callback:
  held:
    queue: support
    offer: { above: 150s, predictor: erlangA, acceptance: 0.35 }
    scheduled: 0.1
    callProgress: mcp
  app:
    queue: support
    rate: 20/h
    order: customerFirst
    userOriginated: 0.25
    answered: [0.8, 0.6]
    limits: { customers: 5000 }`,
};
