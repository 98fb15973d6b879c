import pino from "pino";
import { env } from "../env";

export type Log = pino.Logger;

let root: Log | undefined;

/**
 * The structured log: one JSON line with request, organization and actor ids. Nothing said in a call, no secret and no
 * personal data is ever passed to it; the paths below are the last net, not the rule.
 */
export function logger(): Log {
  root ??= pino({
    level: env().LOG_LEVEL,
    base: { release: env().VERCEL_GIT_COMMIT_SHA },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["*.authorization", "*.cookie", "*.secret", "*.password", "*.token", "*.body", "*.email", "*.phone"],
      censor: "[redacted]",
    },
    serializers: { error: pino.stdSerializers.errWithCause },
  });
  return root;
}
