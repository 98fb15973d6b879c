import { randomBytes } from "node:crypto";
import { attemptKey } from "@/lib/auth/guard-attempts";
import { database } from "../../../support/database";
import { invitationTo } from "../../../support/invitation-to";
import { linkIn } from "../../../support/mailbox";
import { makeMember, makeOrganization, makePerson } from "../../../support/organization";
import { callProduct } from "../call-product";
import { about, after, type Mutation } from "./mutation";

const invited = (body?: object) =>
  after(
    "POST",
    "/invitations",
    { email: `i-${randomBytes(5).toString("hex")}@example.com`, role: "org_viewer" },
    about(body),
  );

const view = { screen: "calls", name: "Ours", query: "sentiment=negative", is_shared: true };

/** Who belongs to an organization, and what they keep for themselves. */
export const peopleMutations: Record<string, Mutation> = {
  "DELETE /members/[user_id]/lock": {
    action: "member.unlocked",
    change: async () => {
      const org = await makeOrganization();
      await database()`
        insert into private.attempts (key, failed, locked_until)
        values (${attemptKey("code", org.viewer.userId)}, 5, now() + interval '1 hour')`;
      return { org, params: { user_id: org.viewer.userId } };
    },
  },
  "POST /invitations": {
    action: "member.invited",
    change: async () => ({
      org: await makeOrganization(),
      body: { email: `i-${randomBytes(5).toString("hex")}@example.com`, role: "org_admin" },
    }),
  },
  "POST /invitations/[id]/mail": { action: "invitation.resent", change: invited({}) },
  "DELETE /invitations/[id]": { action: "invitation.revoked", change: invited() },
  "PATCH /members/[user_id]": {
    action: "member.role_changed",
    change: async () => {
      const org = await makeOrganization();
      return { org, params: { user_id: org.viewer.userId }, body: { role: "org_admin" } };
    },
  },
  "DELETE /members/[user_id]": {
    action: "member.removed",
    change: async () => {
      const org = await makeOrganization();
      return { org, params: { user_id: org.viewer.userId } };
    },
  },
  "DELETE /membership": {
    action: "member.removed",
    change: async () => {
      const org = await makeOrganization();
      return { org, by: await makeMember(org.id, "org_viewer") };
    },
  },
  "PUT /views": {
    action: "view.saved",
    change: async () => {
      const org = await makeOrganization();
      return { org, body: { ...view, is_shared: false }, by: org.viewer };
    },
  },
  "DELETE /views/[id]": { action: "view.deleted", change: after("PUT", "/views", view, about()) },
  "POST /api/v1/invitations/acceptances": {
    action: "member.joined",
    change: async () => {
      const person = await makePerson();
      const org = await makeOrganization();
      await callProduct("POST", "/invitations", { org, body: { email: person.email, role: "org_viewer" } });
      const token = linkIn(await invitationTo(person.email), "/invitations/").split("/invitations/")[1] ?? "";
      return { org, body: { token }, by: person };
    },
  },
};
