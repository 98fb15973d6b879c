import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { findSecrets } from "../../scripts/check/supply/secrets";
import { makeAgent } from "../support/agent";
import { expect, test } from "../support/browser";
import { makeCanaries } from "../support/canaries";
import { catchEnvelopes, type EnvelopeCatcher } from "../support/catch-envelopes";
import { bodiesOfCall } from "../support/deliveries";
import { pngOf } from "../support/images";
import { makeOrganization } from "../support/organization";
import { pushCanaries } from "../support/push-canaries";
import { holds } from "../support/reported-app";
import { type ReportingApp, serveReportingApp } from "../support/reporting-app";

/** What the log drain and Sentry get of a real server that is told to say everything. */
test.describe.configure({ mode: "default" });

const PICTURE = JSON.stringify({ image: pngOf(64, 64).toString("base64") });

let app: ReportingApp;
let sentry: EnvelopeCatcher;

test.beforeAll(async () => {
  sentry = await catchEnvelopes();
  app = await serveReportingApp({
    LOG_LEVEL: "debug",
    SENTRY_DSN: sentry.dsn,
    SENTRY_TRACES_SAMPLE_RATE: "1",
    // Mails and pictures are refused, so that sign-up, invitation and logo fail as loudly as they can.
    RESEND_API_KEY: "re_wrong_0123456789",
    SUPABASE_SECRET_KEY: "wrong-0123456789",
  });
});

test.afterAll(async () => {
  await app?.stop();
  await sentry?.stop();
});

test("nothing a caller said, no number searched for and no secret is in the log, in what Sentry gets, or in what browsers load", async () => {
  const organization = await makeOrganization();
  const canaries = makeCanaries();
  const secrets = await pushCanaries(app.url, organization, await makeAgent(organization.id, "retell"), canaries);
  // The last word of this journey: an error of ours, which is told to both.
  const at = `${app.url}/api/v1/orgs/${organization.slug}`;
  const headers = { "content-type": "application/json", cookie: await organization.admin.cookie() };
  const email = `${canaries.noted}@example.com`;
  const invited = await fetch(`${at}/invitations`, {
    method: "POST",
    headers,
    body: JSON.stringify({ email, role: "org_viewer" }),
  });
  expect(invited.status).toBe(201);
  const failed = await fetch(`${at}/logo?search=${canaries.said}`, { method: "PUT", headers, body: PICTURE });
  expect(failed.status).toBe(500);
  const { error } = (await failed.json()) as { error: { request_id: string } };
  await sentry.next(holds(error.request_id));
  await expect.poll(() => app.lines.some((line) => line.includes(error.request_id))).toBe(true);
  const searched = ({ type, payload }: { type: string; payload: string }) =>
    type === "transaction" && payload.includes("GET /api/v1/orgs/[org]/calls");
  await sentry.next(searched);

  const hidden = [...canaries.words, ...secrets];
  const heard = (texts: readonly string[]) => texts.filter((text) => hidden.some((word) => text.includes(word)));
  expect(heard(app.lines)).toEqual([]);
  expect(heard(sentry.items.map(({ type, payload, url }) => `${type} ${url} ${payload}`))).toEqual([]);
  const loaded = await textsBelow(join(import.meta.dirname, "../../.next-test/static"));
  expect(heard(loaded)).toEqual([]);
  // Nor do browsers load what looks like a secret, or what reads those of the server.
  const all = loaded.join("\n");
  expect(findSecrets(all)).toEqual([]);
  expect(all).not.toContain("The environment is not usable");
  expect(all).toContain("Search words said, or a number");
});

async function textsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(js|css|json|map|txt)$/.test(entry.name));
  return Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), "utf8")));
}

test("no line of the log holds anything of a webhook, a sign-in, a sign-up or an invitation, and each names its request", async () => {
  const organization = await makeOrganization({ name: "Roe Dental" });
  const agent = await makeAgent(organization.id, "retell");
  const cookie = await organization.admin.cookie();
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${app.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  const bodies = bodiesOfCall(agent).bodies;
  for (const body of bodies) expect((await post(agent.path, body, agent.headersFor(body))).status).toBe(200);
  expect((await post(agent.path, bodies[0] ?? "", { "x-retell-signature": "forged" })).status).toBe(401);
  const password = "a secret that Jane typed";
  expect((await post("/api/auth/sign-in", { email: organization.admin.email, password })).status).toBe(401);
  await post("/api/auth/sign-up", {
    email: "jane.roe@example.com",
    password,
    full_name: "Jane Roe",
    organization: "Roe Dental",
  });
  const invitation = await post(
    `/api/v1/orgs/${organization.slug}/invitations`,
    { email: "jane.roe@example.com", role: "org_viewer" },
    { cookie },
  );
  expect(invitation.status).toBe(201);
  const logo = await fetch(`${app.url}/api/v1/orgs/${organization.slug}/logo`, {
    method: "PUT",
    headers: { "content-type": "application/json", cookie },
    body: PICTURE,
  });
  expect(logo.status).toBe(500);
  const { error } = (await logo.json()) as { error: { request_id: string } };

  await expect.poll(() => app.lines.some((line) => line.includes(error.request_id))).toBe(true);
  const lines = app.lines
    .filter((line) => line.startsWith("{"))
    .map((line): Record<string, unknown> => JSON.parse(line));
  const failed = lines.find((line) => line.request_id === error.request_id);
  expect(failed).toMatchObject({
    level: "error",
    org_id: organization.id,
    actor_id: organization.admin.userId,
    route: "/api/v1/orgs/[org]/logo",
    environment: "embedded",
  });

  const spoken = /"content":"([^"]{20,60})/.exec(bodies.at(-1) ?? "")?.[1];
  expect(spoken).toBeTruthy();
  const secrets = [
    "jane.roe@example.com",
    "Jane",
    password,
    organization.admin.email,
    organization.name,
    "2125550123",
    "555-0123",
    agent.secret,
    agent.token,
    spoken ?? "",
  ];
  const all = app.lines.join("\n");
  for (const secret of secrets) expect(all, secret).not.toContain(secret);
  // The control: what was sent held every one of them, and this search would find it in the log.
  const sent = [
    ...bodies,
    agent.path,
    agent.secret,
    password,
    organization.name,
    organization.admin.email,
    "jane.roe@example.com Jane 555-0123",
  ].join("\n");
  for (const secret of secrets) expect(sent, secret).toContain(secret);
});
