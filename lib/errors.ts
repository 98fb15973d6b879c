/** Every error code a client can meet, and its HTTP status. Source: architecture §9. */
export const STATUS_OF = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  invalid: 422,
  rate_limited: 429,
  internal: 500,
  not_configured: 503,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS_OF;

/**
 * An error whose message may be shown to the person who caused it.
 * @param code one of `STATUS_OF`
 * @param message one sentence that says what to do
 * @param details field errors or facts, safe to show
 */
export class AppError extends Error {
  override readonly name = "AppError";
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: Record<string, unknown>,
  ) {
    super(message);
  }
}

/** The body every failed request answers with. */
export type ErrorBody = {
  error: { code: ErrorCode; message: string; details?: Record<string, unknown>; request_id: string };
};
