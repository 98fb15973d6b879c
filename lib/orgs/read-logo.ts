import { sql } from "kysely";
import { withoutTenant } from "../db/tenant";
import { AppError } from "../errors";
import { logoPath, logoStore } from "./logo-store";

/**
 * A picture by its address, for anyone who has it: mails show it to readers who are not signed in. Another picture has
 * another address, so it may be kept for ever; a removed one is `not_found`.
 */
export async function readLogo(id: string): Promise<Response> {
  const { rows } = await withoutTenant((tx) =>
    sql<{ org_id: string; logo_type: string }>`select * from private.logo(${id}::uuid)`.execute(tx),
  );
  const [logo] = rows;
  if (!logo) throw new AppError("not_found", "There is no such picture.");
  return new Response(await logoStore().readBytes(logoPath(logo.org_id, id)), {
    headers: {
      "content-type": logo.logo_type,
      "content-disposition": "inline",
      "cache-control": "public, max-age=31536000, immutable",
      // Readers of mails see it on other origins.
      "cross-origin-resource-policy": "cross-origin",
    },
  });
}
