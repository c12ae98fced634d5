import * as z from "zod";
import { ACCESS, CARRIER } from "../places.ts";
import type { Names } from "./names.ts";
import { OWN_LINK } from "./network.ts";
import { TRANSPORT_HERE } from "./transport.ts";
import { newName, word } from "./words.ts";

/**
 * Where agents sit away from the sites: a branch office, or the homes of a region taken together.
 * Each has its own pair of links to each site that agents there belong to.
 */
export const locationsFields = (names: Names | undefined) =>
  z.record(
    newName("location", [CARRIER, ...(names?.sites ?? [])]),
    z.strictObject({
      access: word(ACCESS, "What its links to the sites are, as `network` has them", "mpls", {
        source: { mark: "assumption", note: "offices on the company's own network" },
      }),
      accessPoint: word(
        ["sbc", "proxy"],
        "Whom phones there register with: an SBC of their site, or its SIP Proxies themselves",
        "sbc",
        { source: { mark: "blueprint", note: "5.1.2: either; 5.2.1 has the SBC" } },
      ),
      transport: TRANSPORT_HERE.optional(),
      ...OWN_LINK,
    }),
  );
