import { withOperatorRole, withTenant } from "@/lib/db/tenant";

type Careless = { params: Promise<{ id: string }> };

/** Careless: reads whatever id it is given, for whoever asks, and lets caches keep it. */
export async function GET(_request: Request, { params }: Careless): Promise<Response> {
  const { id } = await params;
  const row = await withOperatorRole((tx) =>
    tx.selectFrom("calls").select(["id", "vendor_call_id"]).where("id", "=", id).executeTakeFirst(),
  ).catch(() => undefined);
  return Response.json(row ?? {}, { headers: { "cache-control": "s-maxage=60" } });
}

/** Careless: acts for the organization that the row belongs to, not for who asks, and hides it behind a 404. */
export async function DELETE(_request: Request, { params }: Careless): Promise<Response> {
  const { id } = await params;
  const row = await withOperatorRole((tx) =>
    tx.selectFrom("calls").select("org_id").where("id", "=", id).executeTakeFirst(),
  ).catch(() => undefined);
  if (row)
    await withTenant({ orgId: row.org_id }, (tx) =>
      tx.updateTable("calls").set({ billable_reason: "planted" }).where("id", "=", id).execute(),
    );
  return new Response(null, {
    status: 404,
    headers: { "cache-control": "private, no-store", "x-request-id": "planted" },
  });
}
