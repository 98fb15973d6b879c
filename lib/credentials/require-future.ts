import { AppError } from "../errors";

/** Throws `invalid` for an end that has passed. Null and nothing are no end. */
export function requireFuture(expiresAt: string | null | undefined): void {
  if (expiresAt && Date.parse(expiresAt) <= Date.now()) {
    throw new AppError("invalid", "Check expires at.", { fields: { expires_at: "That has passed already." } });
  }
}
