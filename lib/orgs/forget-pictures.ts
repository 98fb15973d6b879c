import { withTenant } from "../db/tenant";
import { logoPath, logoStore } from "./logo-store";

const AT_ONCE = 100;

/**
 * Deletes every picture an organization has ever left in the object storage, its logo and what a failure left behind, and forgets
 * that there was one. Its row says so last: where this ends halfway, doing it again does the rest.
 */
export async function forgetPictures(orgId: string): Promise<void> {
  const store = logoStore();
  for (;;) {
    const names = await store.newest(orgId, AT_ONCE);
    for (const name of names) await store.remove(logoPath(orgId, name));
    if (names.length < AT_ONCE) break;
  }
  await withTenant({ orgId }, (tx) =>
    tx.updateTable("organizations").set({ logo_id: null, logo_type: null }).where("id", "=", orgId).execute(),
  );
}
