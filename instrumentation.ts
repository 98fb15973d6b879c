import type { Instrumentation } from "next";
import { env } from "./lib/env";

/** Runs once before a server answers: a broken configuration ends it here, with one readable list, not at the first customer. */
export async function register(): Promise<void> {
  // This form alone lets the bundler leave Node's modules out of the edge.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { refuseWrongEnvironment } = await import("./lib/refuse-wrong-environment");
    refuseWrongEnvironment();
    const { watchProcess } = await import("./lib/log/watch-process");
    watchProcess({ withConsole: process.env.NODE_ENV === "production" });
    const { refuseWrongKeys } = await import("./lib/crypto/refuse-wrong-keys");
    await refuseWrongKeys();
  } else env();
}

/** Errors of pages, of the middleware and of whatever no wrapper caught. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routePath, routeType }) => {
  const requestId = request.headers["x-request-id"];
  const facts = {
    route: routePath,
    route_type: routeType,
    runtime: process.env.NEXT_RUNTIME === "edge" ? "edge" : "nodejs",
    ...(typeof requestId === "string" ? { request_id: requestId } : {}),
  };
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { pageErrors } = await import("./lib/metrics/catalogue");
    pageErrors.add([routePath]);
    const { reportRequestError } = await import("./lib/log/report-request-error");
    await reportRequestError(error, facts);
  } else {
    const { reportError } = await import("./lib/log/report-error");
    await reportError(error, facts);
  }
};
