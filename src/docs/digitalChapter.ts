import type { Chapter } from "./sections.ts";

export const digitalChapter: Chapter = {
  title: "digital",
  sections: ["digital"],
  intro:
    "Chats, e-mails and other messages by name, which agents of a `queue` answer besides its " +
    "calls. Each has a `rate` or `intervals`, as a demand. An Interaction Server of the site " +
    "asks URS for an agent, who is reserved through the VQ SIP Server as for a call, of whom " +
    "StatServers hear by T-events, and who is free for nothing else until it is done. They wait " +
    "as calls do: a higher `priority` of the calls puts them behind, in whatever queue they are; " +
    "in a queue of their own they take no place of its `capacity` from calls, and predictors of " +
    "waits do not count them.\n\n" +
    "`handling` is the agent's time in all, evenly over its `exchanges`: a message of the " +
    "customer and its answer. An e-mail is `exchanges: 1` and `patience: never`, a chat has more " +
    "of them and a patience. Without a platform only the agents' time counts.\n\n" +
    "They are no calls: `calls.*`, `queue.*`, `wait.*` and `caps.*` do not count them, " +
    "`agents.occupancy` does. Their own figures are `digital.*` in " +
    "[metrics.md](metrics.md), with scopes such as `digital:chat`. `busyhour size` staffs for " +
    "calls and says what they add.",
  example: `digital:
  chat:
    queue: support
    rate: 40/h
    patience: "exponential(mean 120s)"
    exchanges: 8
    handling: "lognormal(mean 7min, cv 1.0)"
  email: { queue: claims, rate: 30/h, exchanges: 1, handling: 4min }`,
};
