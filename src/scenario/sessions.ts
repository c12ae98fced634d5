import type { Fields } from "./fields/scenario.ts";
import type { Sessions } from "./types.ts";

/** What agents do in an outage, in the model's units. */
export function sessionsOf({ sessions }: Fields): Sessions {
  const { desktopTimeOut, logIn, phoneKeepAlive, resetJitter, connectTimeOut, ...rest } = sessions;
  const { retryBase, retryMax, ...words } = rest;
  return {
    ...words,
    desktopTimeOutUs: desktopTimeOut,
    logInUs: logIn,
    phoneKeepAliveUs: phoneKeepAlive,
    resetJitterUs: resetJitter,
    connectTimeOutUs: connectTimeOut,
    retryBaseUs: retryBase,
    retryMaxUs: retryMax,
  };
}
