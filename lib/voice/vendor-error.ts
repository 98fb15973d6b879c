import { AppError } from "../errors";
import type { Provider } from "./provider";

const NAMES = { retell: "Retell", vapi: "Vapi" } as const satisfies Record<Provider, string>;

/**
 * A vendor's API did not do what it was asked.
 * @param status HTTP status, or null when no answer came in time
 */
export class VendorError extends Error {
  override readonly name = "VendorError";
  constructor(
    readonly provider: Provider,
    readonly status: number | null,
    readonly retryAfterMs?: number,
  ) {
    super(`${NAMES[provider]} ${status === null ? "did not answer in time" : `answered ${status}`}`);
  }

  /** Whether asking again cannot help: the key, the address or the request itself is wrong. */
  get permanent(): boolean {
    const { status } = this;
    return status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429;
  }
}

/** A vendor's answer is longer than we read. Asked again it would be so again; a smaller page may not be. */
export class LongAnswer extends VendorError {
  override get permanent(): boolean {
    return true;
  }
}

/** One sentence a person can act on. */
export function vendorProblem(error: VendorError): string {
  const { provider, status } = error;
  const name = NAMES[provider];
  if (error instanceof LongAnswer) return `${name} answered more than can be read here.`;
  if (status === 401 || status === 403)
    return `${name} does not accept this key. Copy it again from ${name}'s dashboard.`;
  if (status === 404) return `${name} does not know this agent under this key.`;
  if (status === 429) return `${name} asks us to slow down. Try again in a minute.`;
  if (status === null) return `${name} did not answer in time. Try again in a moment.`;
  if (status >= 500) return `${name} has trouble just now (${status}). Try again in a moment.`;
  return `${name} refused the request (${status}).`;
}

/** The same for the person at the other end of a request: wrong input, or a dependency that is down. */
export function asAppError(error: VendorError): AppError {
  return new AppError(error.permanent ? "invalid" : "unavailable", vendorProblem(error));
}
