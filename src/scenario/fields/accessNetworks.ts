import * as z from "zod";
import type { Names } from "./names.ts";
import { type Finding, whole } from "./sections.ts";
import { newName, reference, word } from "./words.ts";

/** By way of an access network, or past it over the Internet. */
export const DESKTOP_PATHS = ["mpls", "internet"] as const;

/**
 * What stands between a company and the sites: it takes in the carrier's trunks and the company's
 * own network. Sites that are in none stand open to both.
 */
export const accessNetworksFields = (names: Names | undefined) =>
  whole(
    z.record(
      newName("access network"),
      z.strictObject({
        sites: z.array(reference("site", "A site that is reached through it", names?.sites)),
        desktopPath: word(
          DESKTOP_PATHS,
          "What data of the desktops take: this network as the phones do, or the Internet",
          "mpls",
          { source: { mark: "assumption", note: "the cloud guide has either; issue: both" } },
        ),
      }),
    ),
    (networks) => {
      const seen = new Set<string>();
      return Object.entries(networks).flatMap(([name, { sites }]) =>
        sites.flatMap((site, index): Finding[] => {
          const isNew = !seen.has(site);
          seen.add(site);
          const wanted = "a site of no other access network";
          return isNew ? [] : [{ wanted, given: site, path: [name, "sites", index] }];
        }),
      );
    },
  ).prefault({});
