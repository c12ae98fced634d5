import type { Oracle } from "./oracle.ts";

/** Bytes that phones' connections by TCP or TLS take until a time: as if they flowed evenly. */
export function bookKeepAlives({ machinery, scenario }: Oracle, untilUs: number): void {
  const { topology, machines } = machinery;
  const { keepAliveUs } = scenario.signalling;
  const staffings = scenario.groups.flatMap(({ staffing }) => staffing);
  staffings.forEach((staffing, entry) => {
    const { phone, site, isDirect, isPublicNumber } = topology.seats[topology.seatOf[entry]];
    const { place } = machines[phone].instance;
    const [up, down] = [machinery.wire(place, site), machinery.wire(site, place)];
    if (isPublicNumber || up.transport === "udp" || keepAliveUs === 0) return;
    const connections = isDirect ? machinery.instancesOf("sipProxy", { site }).length : 1;
    const phones = Math.max(0, ...staffing.count);
    const pings = (phones * connections * untilUs) / keepAliveUs;
    machinery.countBytes(up, "KEEP_ALIVE", pings);
    machinery.countBytes(down, "KEPT_ALIVE", pings);
  });
}
