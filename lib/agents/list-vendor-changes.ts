import type { Context } from "../auth/context";
import { differences, type SnapshotField, VendorSnapshot } from "./vendor-snapshot";

type Value = VendorSnapshot[SnapshotField];

/** A change somebody made at the vendor, and when Foyer saw it (ISO 8601 UTC). */
export type VendorChange = { seen_at: string; fields: { field: SnapshotField; before: Value; after: Value }[] };

const SHOWN = 10;

/** The newest configuration seen at the vendor, and the newest changes that led to it. */
export async function listVendorChanges(
  ctx: Context,
  agentId: string,
): Promise<{ snapshot: VendorSnapshot | null; since: string | null; changes: VendorChange[] }> {
  const rows = await snapshots(ctx, agentId, SHOWN + 1);
  const changes = rows.slice(0, -1).map(({ content, taken_at }, index): VendorChange => {
    const before = rows[index + 1]?.content ?? content;
    return {
      seen_at: taken_at.toISOString(),
      fields: differences(before, content).map((field) => ({ field, before: before[field], after: content[field] })),
    };
  });
  return { snapshot: rows[0]?.content ?? null, since: rows[0]?.taken_at.toISOString() ?? null, changes };
}

/** The configuration seen last; undefined before the first. */
export async function newestSnapshot(ctx: Context, agentId: string): Promise<VendorSnapshot | undefined> {
  return (await snapshots(ctx, agentId, 1))[0]?.content;
}

async function snapshots(ctx: Context, agentId: string, count: number) {
  const rows = await ctx.tx
    .selectFrom("agent_snapshots")
    .select(["content", "taken_at"])
    .where("org_id", "=", ctx.org.id)
    .where("agent_id", "=", agentId)
    .orderBy("id", "desc")
    .limit(count)
    .execute();
  return rows.flatMap(({ content, taken_at }) => {
    const read = VendorSnapshot.safeParse(content);
    return read.success ? [{ content: read.data, taken_at }] : [];
  });
}
