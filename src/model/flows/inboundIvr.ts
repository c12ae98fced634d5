import { hold, lookUp, send, times, when } from "../actions.ts";

/** What step 6 asks of others: a speech server, the application server, a back-end behind it. */
export const asksOfIvr = [
  ...when(
    "speech",
    hold("speechPort", "mrcp", "noSpeechPort"),
    send("MRCP_REQUEST", "mcp", "mrcp"),
    send("MRCP_ANSWER", "mrcp", "mcp"),
  ),
  ...times("pages", send("PAGE_REQUEST", "mcp", "gvpApp"), send("PAGE", "gvpApp", "mcp")),
  ...times(
    "lookUps",
    send("PAGE_REQUEST", "mcp", "gvpApp"),
    lookUp("gvpApp", "backend"),
    send("PAGE", "gvpApp", "mcp"),
  ),
];
