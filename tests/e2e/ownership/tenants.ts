import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { scopes } from "@/lib/auth/scopes";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall } from "../../support/deliveries";
import { makeOrganization } from "../../support/organization";
import { schedulerMinute } from "../../support/scheduler-minute";

export type Cookies = { admin: string; viewer: string };

/** An organization with one of everything that has an id, and the words that only its members may read. */
export type Tenant = {
  id: string;
  slug: string;
  cookies: Cookies;
  /** An API key with every scope. */
  key: string;
  /** By the segment before the id in an address. */
  ids: Record<string, string>;
  /** None of these is ever part of a request that strangers make. */
  secrets: string[];
};

/** Makes one through the served product, as people and vendors would. */
export async function makeTenant(base: string): Promise<Tenant> {
  const mark = randomUUID().slice(0, 8);
  const org = await makeOrganization({ name: `Wintergreen ${mark}` });
  await database()`update organizations set owner_id = ${org.admin.userId} where id = ${org.id}`;
  const cookies = { admin: await org.admin.cookie(), viewer: await org.viewer.cookie() };
  const agent = await makeAgent(org.id, "retell");
  const { call_id, bodies } = bodiesOfCall(agent);
  for (const body of bodies) {
    const answer = await fetch(`${base}${agent.path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...agent.headersFor(body) },
      body,
    });
    expect(answer.status).toBe(200);
  }
  const [row] = await database()<{ call: string; delivery: string }[]>`
    select call_id as call, id as delivery from inbound_events where org_id = ${org.id} order by id limit 1`;
  if (!row) throw new Error("The call was not kept");

  const api = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${base}/api/v1/orgs/${org.slug}${path}`, {
      method,
      headers: { "content-type": "application/json", cookie: cookies.admin },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { id: string; state?: string; token?: string };
  };
  const view = await api("PUT", "/views", { screen: "calls", name: "Ours", query: "", is_shared: true });
  const invited = `invited-${mark}@example.com`;
  const invitation = await api("POST", "/invitations", { email: invited, role: "org_viewer" });
  const words = `Prefers mornings ${mark}`;
  const credential = await api("POST", "/credentials", {
    kind: "slack",
    label: "Ours",
    secret: `xoxb-${mark}-0123456789`,
  });
  const key = await api("POST", "/api_keys", { name: `Program ${mark}`, scopes });
  const domain = await api("POST", "/domains", { hostname: `calls.${mark}.example.com` });
  const note = await api("POST", `/calls/${row.call}/notes`, { body: words });
  const replay = await api("POST", "/deliveries/replays", { ids: [row.delivery] });
  await expect
    .poll(async () => (await api("GET", `/deliveries/replays/${replay.id}`)).state, { timeout: 180_000 })
    .toBe("completed");

  // The scheduler compares agents with their vendor; a paused one it leaves alone, and so nothing changes by itself.
  await database()`update agents set paused_at = now() where id = ${agent.id}`;
  const underWay = async () => {
    const jobs = await database()`
      select id from pgboss.job where data ->> 'org_id' = ${org.id} and state in ('created', 'retry', 'active')`;
    return jobs.length;
  };
  await expect.poll(underWay, { timeout: 180_000 }).toBe(0);
  // The search index is written by a job of each minute as well: afterwards it rests.
  const isIndexed = async () => {
    await schedulerMinute(base);
    const [progress] = await database()`
      select 1 from search_progress p where org_id = ${org.id} and history_before is null
        and not exists (select from events e where e.org_id = p.org_id and e.id > p.last_event_id)`;
    return progress !== undefined;
  };
  await expect.poll(isIndexed, { timeout: 180_000 }).toBe(true);

  return {
    id: org.id,
    slug: org.slug,
    cookies,
    key: key.token ?? "",
    ids: {
      calls: row.call,
      deliveries: row.delivery,
      inbox: row.delivery,
      agents: agent.id,
      failed_jobs: randomUUID(),
      sessions: randomUUID(),
      credentials: credential.id,
      api_keys: key.id,
      domains: domain.id,
      invitations: invitation.id,
      notes: note.id,
      replays: replay.id,
      members: org.viewer.userId,
      organizations: org.id,
      logos: randomUUID(),
      rotations: randomUUID(),
      views: view.id,
    },
    secrets: [
      org.name,
      org.admin.email,
      agent.token,
      agent.vendor_agent_id,
      call_id,
      invited,
      words,
      key.token ?? "no token",
    ],
  };
}
