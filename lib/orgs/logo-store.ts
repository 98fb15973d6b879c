import { AppError } from "../errors";
import { reportError } from "../log/report-error";
import { trailOf } from "../log/trail";
import { type ObjectStore, objectStore } from "../storage/object-store";

const BUCKET = "organization-logos";

/** Where pictures of organizations are kept. Throws `not_configured` without an object storage. */
export function logoStore(): ObjectStore {
  const store = objectStore(BUCKET);
  if (!store) throw new AppError("not_configured", "There is no object storage to keep a logo in.");
  return store;
}

/** The name of a picture in it. */
export function logoPath(orgId: string, logoId: string): string {
  return `${orgId}/${logoId}`;
}

/** Forgets a picture that nothing leads to any more. What stays by a failure (reported) is out of reach: its address is gone. */
export async function forgetLogo(orgId: string, logoId: string | null): Promise<void> {
  if (logoId === null) return;
  try {
    await logoStore().remove(logoPath(orgId, logoId));
  } catch (error) {
    await reportError(error, trailOf(error));
  }
}
