import { AppError } from "../errors";

/** Where a page sends a reader whose session lacks its second factor; undefined for every other error. */
export function secondFactorPage(thrown: unknown, returnTo: string): string | undefined {
  const reason = thrown instanceof AppError ? thrown.details?.reason : undefined;
  if (reason !== "code_needed" && reason !== "factor_needed") return undefined;
  return `/second-factor?next=${encodeURIComponent(returnTo)}`;
}
