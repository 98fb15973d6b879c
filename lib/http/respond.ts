import type { Log } from "../log/logger";
import { logger } from "../log/logger";
import { maskPath } from "../log/mask-path";
import { traced } from "../log/sentry/traced";
import { onTrail } from "../log/trail";
import { errorResponse } from "./errors";
import { requestIdOf } from "./request-id";

/** What a handler may return: a Response, or a value that is answered as JSON; `undefined` answers 204. */
export type Answer = Response | object | undefined;

/** Takes the headers that leave with an answer, whatever becomes of the work. */
export type AnswerHeaders = { set(name: string, value: string): unknown };

/** The rest of a request's work, to be done when its transaction is over. */
export type AfterCommit = () => Promise<Answer>;

/** Sets the status of a JSON answer, e.g. `created(agent)`. */
export function created(value: object): Response {
  return Response.json(value, { status: 201 });
}

const keptInstead = new WeakMap<Response, object>();

/** Like `created`, for an answer with a secret in it: what repeats the request by its Idempotency-Key is told `again`, which has none. */
export function createdOnce(value: object, again: object): Response {
  const response = created(value);
  keptInstead.set(response, again);
  return response;
}

/** What may be kept of an answer for repetitions of its request. */
export async function answerToKeep(response: Response): Promise<unknown> {
  return keptInstead.get(response) ?? (response.status === 204 ? null : await response.clone().json());
}

/**
 * The outermost step of every wrapper: request id, log, error mapping, `private, no-store` on whatever leaves. What the
 * work puts into `headers` leaves with the answer, be it a success or an error.
 */
export async function respond(
  request: Request,
  caller: string,
  work: (requestId: string, log: Log, headers: AnswerHeaders) => Promise<Answer>,
): Promise<Response> {
  const requestId = requestIdOf(request);
  const log = logOf(caller);
  const headers = new Map<string, string>();
  // Asked for by lines of the log and by reports, which most requests do without.
  const trail = {
    request_id: requestId,
    get route() {
      return maskPath(new URL(request.url).pathname);
    },
  };
  const response = await onTrail(trail, () =>
    traced(request, caller, trail, async () => {
      try {
        return toResponse(await work(requestId, log, headers));
      } catch (thrown) {
        return errorResponse(thrown, requestId, log);
      }
    }),
  );
  for (const [name, value] of headers) response.headers.set(name, value);
  response.headers.set("x-request-id", requestId);
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-store");
  return response;
}

const logs = new Map<string, Log>();

function logOf(caller: string): Log {
  const log = logs.get(caller) ?? logger().child({ caller });
  logs.set(caller, log);
  return log;
}

/** A handler's answer as the Response that leaves. */
export function toResponse(answer: Answer): Response {
  if (answer instanceof Response) return answer;
  return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
}
