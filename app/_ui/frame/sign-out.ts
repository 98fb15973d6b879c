import { forget } from "../data/cache";
import { send } from "../data/fetcher";
import { toastError } from "../toast";

/** Ends the session and forgets what this browser has kept of it. */
export async function signOut() {
  try {
    await send("POST", "/api/auth/sign-out", {});
    forget();
    window.location.assign("/sign-in");
  } catch (error) {
    toastError(error);
  }
}
