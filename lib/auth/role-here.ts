import type { Role, Tx } from "../db/tenant";
import { isWithin } from "../http/cidr";
import { clientAddress } from "../http/client-ip";
import { requireOperatorNetwork } from "../http/operator-network";

/**
 * What a member is at the address they ask from: outside of the networks that an organization allows its admins, an admin
 * is a viewer. Platform staff have a list of their own (`OPERATOR_NETWORKS`), and are strangers outside of it (`not_found`).
 */
export async function roleHere(
  tx: Tx,
  { orgId, role }: { orgId: string; role: Role },
  request: Parameters<typeof clientAddress>[0],
): Promise<Role> {
  if (role === "super_admin") requireOperatorNetwork(request);
  if (role !== "org_admin") return role;
  const { admin_networks } = await tx
    .selectFrom("organizations")
    .select("admin_networks")
    .where("id", "=", orgId)
    .executeTakeFirstOrThrow();
  return admin_networks.length === 0 || isWithin(clientAddress(request), admin_networks) ? role : "org_viewer";
}
