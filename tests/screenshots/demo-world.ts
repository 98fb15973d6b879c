import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../../scripts/stack/demo";
import { furnish } from "../e2e/pages/furnish";
import { makeSuspended, mention, type World } from "../e2e/pages/world";
import { makeAgent } from "../support/agent";
import { database } from "../support/database";
import { linkIn, mailTo } from "../support/mailbox";
import { makeHalfway, makeOrganization, makePerson, onVisits, withSecondFactor } from "../support/organization";
import { signIn } from "../support/sign-in";
import { startVendorCall } from "../support/vendor-sandbox";

const SLUG = "willowbrook";

/** What the pages show of the seeded demo, beside an organization on its first morning. */
export async function demoWorld(base: string): Promise<World> {
  const account = ({ email }: { email: string }) => ({
    email,
    password: DEMO_PASSWORD,
    cookie: () => signIn(email, DEMO_PASSWORD),
  });
  const [org] = await database()<{ id: string }[]>`select id from public.organizations where slug = ${SLUG}`;
  if (!org) throw new Error("The demo is not seeded");
  const failed = await idOf(org.id, "inbound_events", "state = 'unusable'");
  const call = await idOf(org.id, "calls", "status = 'ended' and provider = 'retell' and duration_ms > 60000");
  const agent = await idOf(org.id, "agents", "deleted_at is null");
  const waiting = await makeAgent(org.id, "retell");
  await database()`update public.agents set name = 'After-hours line', vendor_agent_id = null where id = ${waiting.id}`;
  const empty = await makeOrganization({ name: "Harbour Dental" });
  const admin = account(DEMO_ACCOUNTS.clinicAdmin);
  const invited = "noah.berg@example.com";
  await fetch(`${base}/api/v1/orgs/${SLUG}/invitations`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: await admin.cookie() },
    body: JSON.stringify({ email: invited, role: "org_viewer" }),
  });
  const [{ user_id: userId } = { user_id: "" }] = await database()<{ user_id: string }[]>`
    select user_id from public.profiles where email = ${admin.email}`;
  await mention(
    base,
    { id: org.id, slug: SLUG, admin: { userId } },
    await idOf(org.id, "calls", "status = 'ended' and provider = 'vapi'"),
  );
  const [{ user_id: operatorId } = { user_id: "" }] = await database()<{ user_id: string }[]>`
    select user_id from public.profiles where email = ${DEMO_ACCOUNTS.operator.email}`;
  const [{ user_id: viewerId } = { user_id: "" }] = await database()<{ user_id: string }[]>`
    select user_id from public.profiles where email = ${DEMO_ACCOUNTS.clinicViewer.email}`;
  const [known] = await database()`select id from public.api_keys where org_id = ${org.id} and name = 'Booking system'`;
  if (!known) await furnish(base, SLUG, await admin.cookie());
  const link = linkIn(await mailTo(invited, 60_000), "/invitations/");
  await searchable(`${base}/api/v1/orgs/${SLUG}/calls?search=appointment`, await admin.cookie());
  return {
    slug: SLUG,
    emptySlug: empty.slug,
    suspended: await makeSuspended(viewerId),
    ids: {
      organization: org.id,
      call,
      agent,
      waitingAgent: waiting.id,
      failedDelivery: failed,
      liveCall: call,
    },
    invitation: link.slice(link.lastIndexOf("/") + 1),
    people: {
      admin,
      viewer: account(DEMO_ACCOUNTS.clinicViewer),
      operator: onVisits(await withSecondFactor({ ...account(DEMO_ACCOUNTS.operator), userId: operatorId }), [
        org.id,
        empty.id,
      ]),
      halfway: await makeHalfway(),
      newcomer: empty.admin,
      person: await makePerson(),
    },
  };
}

/** Waits until the words of the seeded calls are found: they are made searchable in the background. */
async function searchable(address: string, cookie: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const answer = await fetch(address, { headers: { cookie } });
    const { data = [] } = (await answer.json()) as { data?: unknown[] };
    if (data.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error("No word is found");
}

/** The newest row of a table that meets a condition. */
async function idOf(orgId: string, table: string, condition: string): Promise<string> {
  const [row] = await database().unsafe<{ id: string }[]>(
    `select id from public.${table} where org_id = $1 and ${condition} order by id desc limit 1`,
    [orgId],
  );
  if (!row) throw new Error(`${table}: there is none with ${condition}`);
  return row.id;
}

/** Who rings at whom in the pictures of a busy morning: as many as a screen shows. */
const ON_THE_LINE = [
  ["Evening line", "reschedule-checkup"],
  ["Maya, front desk", "book-first-visit"],
  ["Línea en español", "spanish-booking"],
  ["Evening line", "insurance-question"],
  ["Maya, front desk", "prescription-refill"],
  ["Reminders", "appointment-reminder"],
] as const;

/** Enough conversations to fill the board. */
const BUSY = 3;

/** Several people ring at once, unless as many talk already; resolves to a call whose conversation is well under way. */
export async function ringUp(): Promise<string> {
  const before = await talking();
  if (before.length >= BUSY) return before[0] ?? "";
  const agents = await database()<{ name: string; vendor_agent_id: string }[]>`
    select a.name, a.vendor_agent_id from public.agents a join public.organizations o on o.id = a.org_id
    where o.slug = ${SLUG} and a.vendor_agent_id is not null and a.deleted_at is null`;
  for (const [name, conversation] of ON_THE_LINE) {
    const agent = agents.find((each) => each.name === name);
    if (!agent) throw new Error(`The demo has no agent ${name}`);
    await startVendorCall(agent.vendor_agent_id, conversation, { pace: 1 });
  }
  for (const deadline = Date.now() + 90_000; Date.now() < deadline; ) {
    const calls = await talking();
    if (calls[0] && calls.length >= BUSY) return calls[0];
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("Nobody talks");
}

/** Calls in which several things have been said, newest first. */
async function talking(): Promise<string[]> {
  const rows = await database()<{ id: string }[]>`
    select c.id from public.calls c join public.organizations o on o.id = c.org_id
    where o.slug = ${SLUG} and c.status = 'in_progress' 
      and (select count(*) from public.events e where e.subject_id = c.id and e.name = 'call.transcript_updated') >= 3
    order by c.started_at desc`;
  return rows.map(({ id }) => id);
}
