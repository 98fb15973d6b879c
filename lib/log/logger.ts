import pino from "pino";
import { type Env, env } from "../env";
import { scrubMessage, scrubText } from "./scrub-text";
import { trailOf } from "./trail";

export type Log = pino.Logger;

let root: Log | undefined;

/**
 * The structured log: one JSON line with request, organization and actor ids, which it takes from the trail of the work.
 * Nothing said in a call, no secret and no personal data is ever passed to it; what is below is the last net, not the rule.
 */
export function logger(): Log {
  root ??= makeLogger(env(), pino.destination(1));
  return root;
}

/** The same log to another place. */
export function makeLogger(
  { LOG_LEVEL, FOYER_ENV, VERCEL_GIT_COMMIT_SHA }: Pick<Env, "LOG_LEVEL" | "FOYER_ENV" | "VERCEL_GIT_COMMIT_SHA">,
  destination: pino.DestinationStream,
): Log {
  return pino(
    {
      level: LOG_LEVEL,
      base: { environment: FOYER_ENV, release: VERCEL_GIT_COMMIT_SHA },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }), log: withTrail },
      serializers: { error: describeError },
      hooks: {
        logMethod(args, method) {
          method.apply(
            this,
            args.map((arg: unknown) => (typeof arg === "string" ? scrubText(arg) : arg)) as typeof args,
          );
        },
      },
    },
    destination,
  );
}

/** Fields whose values are nobody's business, wherever a caller took them from. */
const PRIVATE =
  /(authorization|cookie|secret|password|token|body|e_?mail|phone|number|transcript|name|address|url|payload|message)$/i;

/** Fields of ours that end like that and are none. */
const HARMLESS = new Set(["event_name", "error_name", "hostname"]);

// A field a caller gave wins over the trail's: a batch works for others than the one whose request it is in.
function withTrail(fields: Record<string, unknown>): Record<string, unknown> {
  const line: Record<string, unknown> = { ...trailOf(fields.error) };
  for (const [name, value] of Object.entries(fields)) {
    if (name === "error") line.error = value;
    else if (PRIVATE.test(name) && !HARMLESS.has(name)) line[name] = "[redacted]";
    else line[name] = scrubbed(value);
  }
  return line;
}

function scrubbed(value: unknown): unknown {
  if (typeof value === "string") return scrubText(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if (Array.isArray(value)) return value.map(scrubbed);
  return withoutPrivate(value);
}

function withoutPrivate(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, PRIVATE.test(name) ? "[redacted]" : scrubbed(each)]),
  );
}

// Postgres puts the failing row into `detail` and `where`: only fields that never carry values are kept.
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: scrubMessage(String(error)) };
  const code = "code" in error ? String(error.code) : undefined;
  const cause = error.cause instanceof Error ? describeError(error.cause) : undefined;
  const digest = "digest" in error ? String(error.digest) : undefined;
  return { type: error.name, message: scrubMessage(error.message), code, digest, stack: stackOf(error), cause };
}

// The frames only: the first lines repeat the message.
function stackOf(error: Error): string | undefined {
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return frames?.map((line) => scrubText(line.trim())).join("\n");
}
