import { booksLaws } from "./books.ts";
import { dialledLaws } from "./dialled.ts";
import { machineLaws } from "./machines.ts";
import { outageLaws } from "./outages.ts";
import { peopleLaws } from "./people.ts";
import type { Law } from "./types.ts";

/** Everything that must hold, whatever fails. */
export const laws: readonly Law[] = [
  ...machineLaws,
  ...outageLaws,
  ...peopleLaws,
  ...dialledLaws,
  ...booksLaws,
];
