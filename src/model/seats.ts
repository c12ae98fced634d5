import type { AgentGroup, Scenario } from "../scenario/types.ts";

/** What agents who are alike have in common: their site, where they sit, and their phone. */
export interface Seat {
  readonly site: number;
  /** Place of the desktop, as an instance. */
  readonly desktop: number;
  /** Place of the phone, as an instance: the carrier for a public number. */
  readonly phone: number;
  /** The phone talks to any SIP Proxy itself, without an SBC between. */
  readonly isDirect: boolean;
  /** Nothing registers, and the agent's leg of a call takes a trunk. */
  readonly isPublicNumber: boolean;
  /** Expiry of the phone's registration. */
  readonly expiresUs: number;
}

/** The instances that stand for places without a component. */
interface Places {
  readonly carrier: number;
  /** By site, and by location. */
  readonly desks: readonly number[];
  readonly locations: readonly number[];
}

/** Every seat of a scenario once, and by staffing entry which one its agents have. */
export interface Seats {
  /** The softphones on the desks of each site first, in order. */
  readonly seats: readonly Seat[];
  readonly seatOf: readonly number[];
  /** By seat × sites + site: the same desk and phone, served by that site; where sites may fail. */
  readonly servedAt: readonly number[];
}

export function seatsOf(scenario: Scenario, places: Places): Seats {
  const softphone = { location: -1, phone: "softphone" } as const;
  const seats = places.desks.map((_, site) => seatAt(scenario, places, site, softphone));
  const keys = seats.map((seat) => JSON.stringify(seat));
  const seatOf = scenario.groups.flatMap((group) =>
    group.staffing.map(({ site }) => {
      const seat = seatAt(scenario, places, site, group);
      const key = JSON.stringify(seat);
      if (!keys.includes(key)) {
        seats.push(seat);
        keys.push(key);
      }
      return keys.indexOf(key);
    }),
  );
  const servedAt = scenario.faults.length > 0 ? serveAnywhere(seats, scenario.sites.length) : [];
  return { seats, seatOf, servedAt };
}

/** Adds what is missing so that every seat may be served by every site. */
function serveAnywhere(seats: Seat[], sites: number): readonly number[] {
  const keys = seats.map((seat) => JSON.stringify(seat));
  for (const each of [...seats])
    for (let site = 0; site < sites; site++) {
      const seat = { ...each, site };
      if (keys.includes(JSON.stringify(seat))) continue;
      seats.push(seat);
      keys.push(JSON.stringify(seat));
    }
  return seats.flatMap((seat) =>
    Array.from({ length: sites }, (_, site) => keys.indexOf(JSON.stringify({ ...seat, site }))),
  );
}

function seatAt(
  { locations, signalling }: Scenario,
  places: Places,
  site: number,
  { location, phone }: Pick<AgentGroup, "location" | "phone">,
): Seat {
  const desktop = location < 0 ? places.desks[site] : places.locations[location];
  const isPublicNumber = phone === "pstn";
  const { registerExpiresUs, hardphoneExpiresUs } = signalling;
  return {
    site,
    desktop,
    phone: isPublicNumber ? places.carrier : desktop,
    isDirect: !isPublicNumber && locations[location]?.accessPoint === "proxy",
    isPublicNumber,
    expiresUs: phone === "hardphone" ? hardphoneExpiresUs : registerExpiresUs,
  };
}
