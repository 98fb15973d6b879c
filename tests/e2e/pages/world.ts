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
  const keep = (path: string, body: object) =>
    fetch(`${base}/api/v1/orgs/${org.slug}/credentials${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify(body),
    }).then((kept) => kept.json() as Promise<{ id: string }>);
  // One in use with its predecessor, one that its vendor refused, one whose vendor cannot be asked.
  const first = await keep("", { kind: "retell", label: "Clinic workspace", secret: "key_0123456789abcdef4711" });
  await keep(`/${first.id}/rotation`, { secret: "key_0123456789abcdef0815" });
  const doubtful = await keep("", { kind: "vapi", label: "Vapi", secret: "0123456789abcdef-2342" });
  await keep(`/${doubtful.id}/verification`, {});
  await keep("", { kind: "boberdoo", label: "Lead partners", secret: "src-0123456789-abcdefgh" });
  // One that has expired, one that soon will.
  const inDays = (days: number) => new Date(Date.now() + days * 1_440 * MINUTE).toISOString();
  const lapsed = await keep("", {
    kind: "openai",
    label: "Summaries",
    secret: "sk-0123456789abcdef-9001",
    expires_at: inDays(1),
  });
  await database()`update public.credentials set expires_at = now() - interval '1 day' where id = ${lapsed.id}`;
  await keep("", {
    kind: "twilio",
    label: "Text messages",
    secret: `AC${"0123456789abcdef".repeat(2)}:fedcba9876543210`,
    expires_at: inDays(6),
  });
  await makeApiKeys(base, org.slug, cookie);
  // One that waits, one that lost its record, one that stopped to lead here for that.
  for (const name of ["old", "lost", "calls"])
    await fetch(`${base}/api/v1/orgs/${org.slug}/domains`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ hostname: `${name}.${org.slug}.example.com` }),
    });
  await database()`
    update public.domains set lapsed_at = now() - interval '2 days', checked_at = now(), problem = 'There is no record any more.'
    where hostname = ${`old.${org.slug}.example.com`}`;
  await database()`
    update public.domains set verified_at = now() - interval '90 days', missing_since = now() - interval '1 day',
      checked_at = now(), problem = 'There is no record any more.'
    where hostname = ${`lost.${org.slug}.example.com`}`;
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

/** One in use from an office, with its predecessor; one about to expire; one revoked. */
async function makeApiKeys(base: string, slug: string, cookie: string) {
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${base}/api/v1/orgs/${slug}/api_keys${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The key was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { id: string; token: string };
  };
  const inDays = (days: number) => new Date(Date.now() + days * 1_440 * MINUTE).toISOString();
  const gone = await post("", { name: "Old export", scopes: ["calls:read"], expires_at: null });
  await post(`/${gone.id}/revocation`, {});
  await post("", { name: "Monthly report", scopes: ["calls:read", "prices:read"], expires_at: inDays(9) });
  const first = await post("", {
    ...{ name: "Booking system", scopes: ["calls:read", "notes:read", "notes:write", "agents:read"] },
    ...{ expires_at: inDays(200), allowed_networks: ["127.0.0.0/8"], requests_per_minute: 120 },
  });
  const { token } = await post(`/${first.id}/rotation`, {});
  for (let n = 0; n < 3; n++)
    await fetch(`${base}/api/v1/orgs/${slug}/calls`, { headers: { authorization: `Bearer ${token}` } });
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
