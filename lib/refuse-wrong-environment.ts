import { env } from "./env";

/** Ends a process whose environment is not usable, with one readable list. */
export function refuseWrongEnvironment(): void {
  try {
    env();
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
