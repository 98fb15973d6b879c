import { z } from "zod";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { isWithin } from "../http/cidr";
import { Cidr } from "../http/cidr-shape";
import { type Expected, refuseStale, versionOf } from "../http/version";

export const SetAdminNetworks = z.strictObject({
  networks: z.array(Cidr).max(50, "Keep at most 50 networks."),
});

/** Whence admins may act (CIDR; empty: from everywhere), and the address the reader asks from, if it is known. */
export type AdminNetworks = { networks: string[]; your_address: string | null; version: string };

export async function readAdminNetworks(
  ctx: Context,
  address: string | undefined,
  { locked = false } = {},
): Promise<AdminNetworks> {
  const { admin_networks } = await ctx.tx
    .selectFrom("organizations")
    .select("admin_networks")
    .where("id", "=", ctx.org.id)
    .$if(locked, (query) => query.forUpdate())
    .executeTakeFirstOrThrow();
  return described(admin_networks, address);
}

function described(networks: string[], address: string | undefined): AdminNetworks {
  return { networks, your_address: address ?? null, version: versionOf(networks) };
}

/**
 * Says whence admins may act. Throws `invalid` for a list without the address of who asks: nobody locks themselves out;
 * `conflict` where the list is not as expected.
 */
export async function setAdminNetworks(
  ctx: Context,
  input: z.infer<typeof SetAdminNetworks>,
  address: string | undefined,
  expected: Expected = null,
): Promise<AdminNetworks> {
  const networks = [...new Set(input.networks)];
  if (networks.length > 0 && !isWithin(address, networks)) {
    const message = `Your own address${address ? `, ${address},` : ""} is in none of them: you would lock yourself out.`;
    throw new AppError("invalid", message, { fields: { networks: message } });
  }
  const before = await readAdminNetworks(ctx, address, { locked: true });
  refuseStale(expected, before.networks);
  await ctx.tx.updateTable("organizations").set({ admin_networks: networks }).where("id", "=", ctx.org.id).execute();
  await recordEvent(
    ctx,
    { name: "organization.updated", subject: { type: "organization", id: ctx.org.id }, data: {} },
    { before: { admin_networks: before.networks }, after: { admin_networks: networks } },
  );
  return described(networks, address);
}
