import type { Instrumentation } from "next";
import { env } from "./lib/env";

/** Runs once before a server answers: a broken configuration ends it here, with one readable list, not at the first customer. */
export function register(): void {
  try {
    env();
  } catch (error) {
    if (process.env.NEXT_RUNTIME !== "nodejs") throw error;
    console.error(`\n${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}

/** Errors of pages and of whatever no wrapper caught. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath, routeType }) => {
  // This form alone lets the bundler leave the server's SDK out of the edge.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { pageErrors } = await import("./lib/metrics/catalogue");
    pageErrors.add([routePath]);
    const { reportError } = await import("./lib/log/report-error");
    await reportError(error, { route: routePath, route_type: routeType });
  }
};
