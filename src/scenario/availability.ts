import { components } from "../model/components/index.ts";
import type { AvailabilitySettings, Renewal } from "./availabilityTypes.ts";
import type { Fields } from "./fields/scenario.ts";

const SECOND_US = 1e6;

/** The section as availability over years reckons: seconds, and a life for every component. */
export function availabilityOf({
  availability,
}: Fields): Omit<AvailabilitySettings, "assumptions"> {
  const {
    host,
    process,
    switchOver,
    zone,
    region,
    access,
    wan,
    takeover,
    components: own,
    ...rest
  } = availability;
  const { crews, ...hostLife } = host;
  const { exit, hostLoss, warm, coverage } = switchOver;
  return {
    ...rest,
    crews,
    switchOver: {
      exit: exit / SECOND_US,
      hostLoss: hostLoss / SECOND_US,
      warm: warm / SECOND_US,
      coverage,
    },
    zone: inSeconds(zone),
    region: inSeconds(region),
    access: { ...inSeconds(access), perSite: access.perSite },
    wan: { ...inSeconds(wan), perPair: wan.perPair },
    reroute: takeover.reroute / SECOND_US,
    coldStart: takeover.coldStart / SECOND_US,
    components: components.map(({ name }) => {
      const { processMtbf, processMttr, hostMtbf, hostMttr, needed } = own[name]!;
      return {
        process: inSeconds({
          mtbf: processMtbf ?? process.mtbf,
          mttr: processMttr ?? process.mttr,
        }),
        host: inSeconds({ mtbf: hostMtbf ?? hostLife.mtbf, mttr: hostMttr ?? hostLife.mttr }),
        needed: needed ?? null,
      };
    }),
  };
}

const inSeconds = ({ mtbf, mttr }: Renewal): Renewal => ({
  mtbf: mtbf / SECOND_US,
  mttr: mttr / SECOND_US,
});
