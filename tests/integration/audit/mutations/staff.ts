import { database } from "../../../support/database";
import { makeMember, makeOperator, makeOrganization, openVisit } from "../../../support/organization";
import type { Change, Mutation } from "./mutation";

/** What platform staff do with a whole organization stands in its own log. */
const byStaff =
  (body?: object, first: (orgId: string) => Promise<unknown> = async () => undefined) =>
  async (): Promise<Change> => {
    const org = await makeOrganization();
    await first(org.id);
    return { org, params: { id: org.id }, by: await makeOperator(), ...(body ? { body } : {}) };
  };

export const staffMutations: Record<string, Mutation> = {
  "POST /api/ops/organizations": { without: "there is no organization before it; see tests/integration/ops" },
  "PUT /api/ops/organizations/[id]/suspension": {
    action: "organization.suspended",
    change: byStaff({ reason: "Unpaid since March" }),
  },
  "DELETE /api/ops/organizations/[id]/suspension": {
    action: "organization.reactivated",
    change: byStaff(
      undefined,
      (id) =>
        database()`update public.organizations set suspended_at = now(), suspended_reason = 'Unpaid' where id = ${id}`,
    ),
  },
  "PUT /api/ops/organizations/[id]/deletion": {
    action: "organization.deleted",
    change: async () => {
      const change = await byStaff()();
      return { ...change, body: { slug: change.org.slug } };
    },
  },
  "DELETE /api/ops/organizations/[id]/deletion": {
    action: "organization.restored",
    change: byStaff(undefined, (id) => database()`update public.organizations set deleted_at = now() where id = ${id}`),
  },
  "PUT /api/ops/organizations/[id]/visit": {
    action: "visit.begun",
    change: byStaff({ reason: "Their calls do not arrive" }),
  },
  "DELETE /api/ops/organizations/[id]/visit": {
    action: "visit.ended",
    change: async () => {
      const { org, params, by } = await byStaff()();
      if (!by) throw new Error("There is no operator");
      const cookie = await by.cookie();
      await openVisit(by.userId, org.id);
      return { org, params: params ?? {}, by: { userId: by.userId, cookie: async () => cookie } };
    },
  },
  "PUT /api/ops/organizations/[id]/owner": {
    action: "organization.owner_changed",
    change: async () => {
      const change = await byStaff()();
      return { ...change, body: { user_id: (await makeMember(change.org.id, "org_admin")).userId } };
    },
  },
  "POST /api/ops/organizations/[id]/owner_invitation": {
    action: "member.invited",
    change: byStaff({ email: "owner@example.com" }),
  },
};
