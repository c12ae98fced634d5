import { type Action, type Label, post, type Role, send } from "../actions.ts";

/**
 * SIP transactions as flows write them. Message counts through k record-routing proxies: set-up
 * and release 7k + 6, re-INVITE 4k + 3, a transaction 2(k + 1) (RFC 3261; RFC 3665 flows).
 */

const reversed = (path: readonly Role[]): Role[] => [...path].reverse();

/** INVITE one hop on; a proxy that receives it says 100 Trying at once. */
export const invite = (
  from: Role,
  to: Role,
  refused: Label | null = null,
  declined?: Label,
): Action[] => [
  { verb: "send", message: "INVITE", from, to, refused, ...(declined && { declined }) },
];
/** REGISTER one hop on, to who may have too much to do. */
export const register = (from: Role, to: Role, refused: Label): Action[] => [
  { verb: "send", message: "REGISTER", from, to, refused },
];
export const trying = (proxy: Role, from: Role): Action[] => post("TRYING", proxy, from);

/** 180 Ringing back along the path, beside the call. */
export const ringing = (...path: readonly Role[]): Action[] => post("RINGING", ...path);

/** 200 OK to INVITE back along `path`, then ACK forth again, beside the call. */
export const accept = (...path: readonly Role[]): Action[] => [
  ...send("OK_INVITE", ...path),
  ...post("ACK", ...reversed(path)),
];

/** BYE along the path; its 200 OK comes back beside the call. */
export const bye = (...path: readonly Role[]): Action[] => [
  ...send("BYE", ...path),
  ...post("OK_BYE", ...reversed(path)),
];

/** INFO with MSML along the path; its 200 OK comes back beside the call. */
export const info = (...path: readonly Role[]): Action[] => [
  ...send("INFO", ...path),
  ...post("OK_INFO", ...reversed(path)),
];

/** re-INVITE through one proxy and on along `path`, answered and acknowledged. */
export const reinvite = (from: Role, proxy: Role, ...path: readonly Role[]): Action[] => [
  ...send("RE_INVITE", from, proxy),
  ...trying(proxy, from),
  ...send("RE_INVITE", proxy, ...path),
  ...send("OK_INVITE", ...reversed([from, proxy, ...path])),
  ...send("ACK", from, proxy, ...path),
];

/** A final refusal of an INVITE back along the path; each hop acknowledges it. */
export const refuse = (
  message: "BUSY_HERE" | "DECLINE" | "NOT_FOUND" | "UNAVAILABLE" | "SERVER_ERROR" | "TERMINATED",
  ...path: readonly Role[]
): Action[] =>
  path.slice(1).flatMap((to, i) => [...send(message, path[i], to), ...post("ACK", to, path[i])]);

/** CANCEL along the path, confirmed hop by hop, then 487 back, acknowledged hop by hop. */
export const cancel = (...path: readonly Role[]): Action[] => [
  ...path
    .slice(1)
    .flatMap((to, i) => [...send("CANCEL", path[i], to), ...post("OK_CANCEL", to, path[i])]),
  ...refuse("TERMINATED", ...reversed(path)),
];
