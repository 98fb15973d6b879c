import { toastError } from "../toast";
import { send } from "./fetcher";

/**
 * Downloads what our API answers as a file. A file cannot ask who sits at the screen, as a fresh export wants to know:
 * that is asked first, and then the file comes at once.
 */
export async function download(address: string): Promise<void> {
  try {
    await send("GET", "/api/auth/proofs");
  } catch (error) {
    toastError(error);
    return;
  }
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
