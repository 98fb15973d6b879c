import { z } from "zod";
import { LongAnswer, VendorError, vendorProblem } from "../voice/vendor-error";

/** Calls that a comparison left because their vendor lists them and does not hand them out, and why the latest was not. */
export const Unread = z.object({ calls: z.number().int(), because: z.string() });
export type Unread = z.infer<typeof Unread>;

/** More than that are no matter of single calls: the vendor has trouble. */
const MOST = 3;

/**
 * @param isRetried a vendor that only stumbled was asked again after a while
 * @throws the error itself, where it is no matter of the one call
 */
export function oneMoreUnread(unread: Unread | undefined, error: unknown, isRetried = false): Unread {
  const before = unread?.calls ?? 0;
  if (!(error instanceof VendorError) || before >= MOST) throw error;
  const isRefused = isRetried && error.status !== null && error.status >= 500;
  if (!isRefused && !(error instanceof LongAnswer)) throw error;
  return { calls: before + 1, because: vendorProblem(error) };
}

export function unreadInWords({ calls, because }: Unread): string {
  return `${calls === 1 ? "One call" : `${calls} calls`} could not be read. ${because}`;
}
