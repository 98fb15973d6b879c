import { makeAgent, type TestAgent } from "./agent";
import { database } from "./database";
import { bodiesOfCall } from "./deliveries";
import { forgetLimits } from "./forget-limits";
import { type CaughtMail, mailTo } from "./mailbox";
import { makeOrganization, type TestOrganization } from "./organization";
import { postDelivery } from "./post-delivery";
import { XSS_PAYLOADS } from "./xss-payloads";

const base = process.env.PUBLIC_BASE_URL ?? "";

/** One of the sixty. */
export const payload = (at: number) => XSS_PAYLOADS[at % XSS_PAYLOADS.length] ?? "";

/** What tells a call's own kind from another's: an address, an id, a word of the vendor's protocol. */
const PROTOCOL =
  /(^|_)(id|url|uri|type|event|status|role|direction|language|model|provider|at|timestamp|method|name_space)$/i;

/** A vendor's delivery in which every text that a caller, a model or a customer wrote is a payload. */
function poisoned(value: unknown, next: () => string, key = ""): unknown {
  if (Array.isArray(value)) return value.map((each) => poisoned(each, next, key));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poisoned(each, next, name)]));
  if (typeof value !== "string" || PROTOCOL.test(key)) return value;
  return /\s/.test(value) || /name|reason|label|tool|sentiment/i.test(key) ? next() : value;
}

export type Poisoned = { org: TestOrganization; calls: string[]; agents: TestAgent[]; invitation: CaughtMail };

async function api(
  org: TestOrganization,
  method: string,
  path: string,
  body: object,
): Promise<{ status: number; json: { id: string } }> {
  const answer = await fetch(`${base}/api/v1/orgs/${org.slug}${path}`, {
    method,
    headers: { "content-type": "application/json", cookie: await org.admin.cookie() },
    body: JSON.stringify(body),
  });
  if (answer.status === 429) {
    await forgetLimits();
    return api(org, method, path, body);
  }
  return { status: answer.status, json: (await answer.json().catch(() => ({}))) as { id: string } };
}

/** An organization in which everything that has a text is called like an attack. */
export async function poisonOrganization(): Promise<Poisoned> {
  const org = await makeOrganization();
  const sql = database();
  let at = 0;
  const next = () => payload(at++);
  const agents = [await makeAgent(org.id, "retell"), await makeAgent(org.id, "vapi")];
  for (const agent of agents)
    for (let round = 0; round < 4; round++) {
      const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - (round + 1) * 600_000 });
      for (const body of bodies) await postDelivery(agent, JSON.stringify(poisoned(JSON.parse(body), next)));
    }
  const found = await sql<{ id: string }[]>`select id from public.calls where org_id = ${org.id} order by started_at`;
  const calls = found.map(({ id }) => id);
  const [call = ""] = calls;
  const attached = { [payload(40)]: payload(41), dynamic_variables: { note: payload(42), [payload(43)]: 1 } };
  await sql`update public.calls set metadata = ${sql.json(attached)}, metadata_ciphertext = null where org_id = ${org.id}`;
  for (const [index, id] of calls.entries())
    await api(org, "PUT", `/calls/${id}/billable`, { is_billable: false, reason: payload(30 + index) });
  for (const [index, text] of XSS_PAYLOADS.entries()) {
    await api(org, "POST", `/calls/${call}/notes`, { body: `${text} and some words` });
    if (index < 40)
      await api(org, "PUT", "/views", { screen: "calls", name: text.slice(0, 60), query: "", is_shared: true });
    if (index < 12)
      await api(org, "POST", "/credentials", {
        kind: "slack",
        label: text.slice(0, 60),
        secret: `xoxb-${index}-0123456789`,
      });
    await api(org, "PATCH", `/agents/${agents[index % 2]?.id}`, { name: text.slice(0, 80) });
  }
  await poisonSettings(org);
  await api(org, "PATCH", "", { name: payload(11) });
  await sql`update public.profiles set full_name = ${payload(17)} where user_id = ${org.admin.userId}`;
  await sql`update public.profiles set full_name = ${payload(22)} where user_id = ${org.viewer.userId}`;
  // What a vendor could answer when it is asked, and what a job could say of a failure.
  await sql`update public.agents set vendor_check_error = ${payload(12)}, reconciliation_error = ${payload(13)} where id = ${agents[0]?.id ?? ""}`;
  await sql`update public.inbound_events set state = 'failed', error = ${payload(14)} where id in (
    select id from public.inbound_events where org_id = ${org.id} order by id limit 3)`;
  const email = `guest-${org.slug}@example.com`;
  await api(org, "POST", "/invitations", { email, role: "org_viewer" });
  return { org, calls, agents, invitation: await mailTo(email, 60_000) };
}

/** Keys, invitations, domains and the log of changes: through the API where it takes the text, else as the row itself. */
async function poisonSettings(org: TestOrganization): Promise<void> {
  const sql = database();
  for (const text of XSS_PAYLOADS.slice(0, 12))
    await api(org, "POST", "/api_keys", { name: text.slice(0, 60), scopes: ["calls:read"] });
  // No address and no host name is written like this; should one ever get in, its screen draws it as a text all the same.
  await sql`
    insert into public.invitations (org_id, email, role, token_hash, invited_by, expires_at)
    select ${org.id}, lower(text), 'org_viewer', md5(${org.id} || text), ${org.viewer.userId}, now() + interval '1 day'
    from unnest(${XSS_PAYLOADS.slice(12, 24)}::text[]) text`;
  await api(org, "POST", "/domains", { hostname: `calls.${org.slug}.example.com` });
  await sql`update public.domains set problem = ${payload(11)}, checked_at = now() where org_id = ${org.id}`;
  // What changed, who did it, from where, in which request: every column that is a text.
  await sql`
    insert into public.audit_log (org_id, action, subject_type, actor_type, actor_id, before, after, ip, request_id)
    select ${org.id}, 'agent.updated', 'agent', 'job', text, jsonb_build_object('name', text, text, text),
      jsonb_build_object('name', text || ' now', 'list', jsonb_build_array(text)), left(text, 45), left(text, 80)
    from unnest(${[...XSS_PAYLOADS]}::text[]) text`;
}
