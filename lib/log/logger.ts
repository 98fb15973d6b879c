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
    serializers: { error: describeError },
  });
  return root;
}

// Postgres puts the failing row into `detail` and `where`: only fields that never carry values are kept.
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = "code" in error ? String(error.code) : undefined;
  const cause = error.cause instanceof Error ? describeError(error.cause) : undefined;
  return { type: error.name, message: error.message, code, stack: error.stack, cause };
}
