import { makeAgent } from "../support/agent";
import { expect, test } from "../support/browser";
import { bodiesOfCall } from "../support/deliveries";
import { makeOrganization } from "../support/organization";
import { type ReportingApp, serveReportingApp } from "../support/reporting-app";

/** What the log drain gets of a real server that is told to say everything. */
let app: ReportingApp;

test.beforeAll(async () => {
  // Mail is refused, so that sign-up and invitation fail as loudly as they can.
  app = await serveReportingApp({ LOG_LEVEL: "debug", RESEND_API_KEY: "re_wrong_0123456789" });
});

test.afterAll(() => app?.stop());

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
  expect(invitation.status).toBe(500);
  const { error } = (await invitation.json()) as { error: { request_id: string } };

  await expect.poll(() => app.lines.some((line) => line.includes(error.request_id))).toBe(true);
  const lines = app.lines
    .filter((line) => line.startsWith("{"))
    .map((line): Record<string, unknown> => JSON.parse(line));
  const failed = lines.find((line) => line.request_id === error.request_id);
  expect(failed).toMatchObject({
    level: "error",
    org_id: organization.id,
    actor_id: organization.admin.userId,
    route: "/api/v1/orgs/[org]/invitations",
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
