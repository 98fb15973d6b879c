import { join } from "node:path";
import { seed } from "../../scripts/start/seed-database";
import bootBrowserTests from "../support/boot-browser-tests";

/** The stack of the browser tests, with a year of demo history and traffic in it. */
export default async function bootDemo(): Promise<() => Promise<void>> {
  const stop = await bootBrowserTests();
  try {
    const root = join(import.meta.dirname, "../..");
    await seed({ root, marker: null, env: {}, signal: new AbortController().signal });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
