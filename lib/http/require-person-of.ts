import { type Person, requirePerson } from "../auth/session";
import { AppError } from "../errors";
import { applyTurn } from "./limit";
import { takeAddressTurn } from "./take-address-turn";

/** The signed-in person of a request. A request without a valid session counts against its address: 401, and 429 when it is many. */
export async function requirePersonOf(request: Request, headers: Headers): Promise<Person> {
  try {
    return await requirePerson();
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated")
      applyTurn(takeAddressTurn(request), "address", headers);
    throw error;
  }
}
