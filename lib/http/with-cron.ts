import { equalInConstantTime } from "../crypto/compare";
import { env } from "../env";
import { AppError } from "../errors";
import type { Log } from "../log/logger";
import { measured } from "./measured";
import { type Answer, respond } from "./respond";
import type { RouteHandler } from "./route";

/** A handler for the scheduler, which proves itself with `Authorization: Bearer CRON_SECRET`. */
export function withCron(
  handler: (call: { request: Request; requestId: string; log: Log }) => Promise<Answer>,
): RouteHandler {
  return measured((request) =>
    respond(request, "cron", async (requestId, log) => {
      const given = request.headers.get("authorization") ?? "";
      if (!equalInConstantTime(given, `Bearer ${env().CRON_SECRET}`)) {
        throw new AppError("unauthenticated", "This address is for the scheduler.");
      }
      return handler({ request, requestId, log });
    }),
  );
}
