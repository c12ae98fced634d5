import { PAGE_WIDTH, wrapped } from "../report/wrap.ts";

/** A paragraph as wide as the pages are. */
export const prose = (text: string): string => wrapped(text, PAGE_WIDTH).join("\n");
