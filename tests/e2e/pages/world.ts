import { mentionOf } from "@/lib/notes/mentions-in";
import { makeAgent } from "../../support/agent";
import { keepAsFailed, makeCall, newestDelivery } from "../../support/call";
import { database } from "../../support/database";
import { insertCall } from "../../support/insert-call";
import { linkIn, mailTo } from "../../support/mailbox";
import {
  type Member,
  makeHalfway,
  makeMember,
  makeOperator,
  makeOrganization,
  makePerson,
  onVisits,
} from "../../support/organization";
import { postDelivery, served } from "../../support/post-delivery";
import { furnish } from "./furnish";

export type Visitor = "nobody" | "person" | "admin" | "viewer" | "operator" | "newcomer" | "halfway";

/** Everything that a page can show: an organization in the middle of its day, and one on its first morning. */
export type World = {
  slug: string;
  /** Without agents, calls, deliveries. Its admin is the `newcomer`. */
  emptySlug: string;
  /** Suspended by platform staff; the viewer belongs to it as well. */
  suspended: { id: string; slug: string };
  ids: {
    organization: string;
    call: string;
    liveCall: string;
    failedDelivery: string;
    agent: string;
    waitingAgent: string;
  };
  invitation: string;
  people: Record<Exclude<Visitor, "nobody">, Pick<Member, "email" | "password" | "cookie"> & { totpSecret?: string }>;
};

const MINUTE = 60_000;

/** Makes one through the served product, as people and vendors would. */
export async function makeWorld(base: string): Promise<World> {
  const [org, empty] = await Promise.all([makeOrganization({ name: "Wintergreen Clinic" }), makeOrganization()]);
  const [retell, vapi, waiting, paused, refused] = [
    await makeAgent(org.id, "retell"),
    await makeAgent(org.id, "vapi"),
    await makeAgent(org.id, "retell"),
    await makeAgent(org.id, "vapi"),
    await makeAgent(org.id, "vapi"),
  ];
  await database()`update public.agents set paused_at = now() where id = ${paused.id}`;
  await fetch(`${base}${refused.path}`, { method: "POST", headers: { authorization: "Bearer wrong" }, body: "{}" });

  const ended = await makeCall({ ...served(), org, agent: retell, started_at: Date.now() - 20 * MINUTE });
  await postDelivery(retell, ended.bodies.at(-1) ?? "");
  await postDelivery(retell, JSON.stringify({ event: "call_ended", call: {} }));
  const failed = await newestDelivery(org.id, "call_started");
  await keepAsFailed(failed.id);
  const mentioned = await makeCall({ ...served(), org, agent: vapi, started_at: Date.now() - 30 * MINUTE });
  await mention(base, org, mentioned.id);
  const live = await makeCall({ ...served(), org, agent: vapi, started_at: Date.now() - 20_000, deliveries: 4 });
  const longAgo = (minutes: number) => new Date(Date.now() - minutes * MINUTE);
  await insertCall(retell, { started_at: longAgo(50), is_billable: false, billable_reason: "Trying a new greeting" });
  await insertCall(retell, {
    started_at: longAgo(60),
    status: "error",
    successful: false,
    disconnection_reason: "error_asr",
  });
  await insertCall(vapi, {
    started_at: longAgo(70),
    direction: "outbound",
    successful: null,
    disconnection_reason: "voicemail_reached",
  });

  const cookie = await org.admin.cookie();
  const invited = `invited-${org.slug}@example.com`;
  const answer = await fetch(`${base}/api/v1/orgs/${org.slug}/invitations`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ email: invited, role: "org_viewer" }),
  });
  if (!answer.ok) throw new Error(`The invitation was answered ${answer.status}: ${await answer.text()}`);
  await furnish(base, org.slug, cookie);
  const link = linkIn(await mailTo(invited, 60_000), "/invitations/");

  return {
    slug: org.slug,
    emptySlug: empty.slug,
    suspended: await makeSuspended(org.viewer.userId),
    ids: {
      organization: org.id,
      call: ended.id,
      liveCall: live.id,
      failedDelivery: failed.id,
      agent: retell.id,
      waitingAgent: waiting.id,
    },
    invitation: link.slice(link.lastIndexOf("/") + 1),
    people: {
      admin: org.admin,
      viewer: org.viewer,
      newcomer: empty.admin,
      operator: onVisits(await makeOperator(), [org.id, empty.id]),
      halfway: await makeHalfway(),
      person: await makePerson(),
    },
  };
}

/** One that staff have suspended, to which somebody belongs as a viewer. */
export async function makeSuspended(viewer: string): Promise<World["suspended"]> {
  const { id, slug } = await makeOrganization({ name: "Harbour Motors" });
  await database()`insert into public.memberships (org_id, user_id, role) values (${id}, ${viewer}, 'org_viewer')`;
  await database()`
    update public.organizations set suspended_at = now(), suspended_reason = 'Unpaid since March' where id = ${id}`;
  return { id, slug };
}

/** Another admin mentions the organization's admin in a note on a call. */
export async function mention(
  base: string,
  org: { id: string; slug: string; admin: { userId: string } },
  call: string,
) {
  const colleague = await makeMember(org.id, "org_admin");
  await database()`update public.profiles set full_name = 'Priya Raman' where user_id = ${colleague.userId}`;
  const answer = await fetch(`${base}/api/v1/orgs/${org.slug}/calls/${call}/notes`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: await colleague.cookie() },
    body: JSON.stringify({ body: `${mentionOf(org.admin.userId)} could you ring this caller back today?` }),
  });
  if (!answer.ok) throw new Error(`The note was answered ${answer.status}: ${await answer.text()}`);
}
