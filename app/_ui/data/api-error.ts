import type { ErrorBody, ErrorCode } from "@/lib/errors";

/** A request that failed: the server's code, its sentence for the reader, field details and the request id. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly code: ErrorCode | "network",
    message: string,
    readonly status: number,
    readonly requestId?: string,
    readonly details?: Record<string, unknown>,
  ) {
    super(message);
  }

  /** Reads the body of a failed response; a body that is not ours still becomes a sentence. */
  static async from(response: Response): Promise<ApiError> {
    const body: Partial<ErrorBody> | null = await response.json().catch(() => null);
    const requestId = body?.error?.request_id ?? response.headers.get("x-request-id") ?? undefined;
    return new ApiError(
      body?.error?.code ?? "internal",
      body?.error?.message ?? "The server did not answer as expected.",
      response.status,
      requestId,
      body?.error?.details,
    );
  }
}
