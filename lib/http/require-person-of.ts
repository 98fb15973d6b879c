import { requireSignedIn, type SignedIn } from "../auth/session";
import { AppError } from "../errors";
import { applyTurn } from "./limit";
import type { AnswerHeaders } from "./respond";
import { takeAddressTurn } from "./take-address-turn";

/**
 * Who is signed in in a request. A request without a valid session counts against its address: 401, and 429 when it is
 * many. @param half whether somebody is let in who has yet to show their second factor
 */
export function requirePersonOf(
  request: Request,
  headers: AnswerHeaders,
  options: { half?: boolean | undefined } = {},
): Promise<SignedIn> {
  return countUnknown(request, headers, () => requireSignedIn({ half: options.half ?? false }));
}

/**
 * Asks who somebody is; a request that turns out to be nobody's counts against its address, and so does one of somebody who may
 * not go on: a second factor to be shown, an API key of a suspended organization.
 */
export async function countUnknown<T>(request: Request, headers: AnswerHeaders, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError && (error.code === "unauthenticated" || error.code === "forbidden"))
      applyTurn(takeAddressTurn(request), "address", headers);
    throw error;
  }
}
