import { main } from "../../src/cli.ts";

/** The command line as a process of its own, from the sources: `node --import tsx` starts it. */
process.exitCode = await main(process.argv.slice(2));
