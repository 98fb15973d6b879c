import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { tellOwnerJob } from "@/lib/auth/jobs/tell-owner";
import type { Notice } from "@/lib/auth/notice";
import { tellOfLock } from "@/lib/auth/tell-of-lock";
import { tellOwner } from "@/lib/auth/tell-owner";
import { logger } from "@/lib/log/logger";
import { onTrail } from "@/lib/log/trail";
import { catchEnvelopes } from "../../support/catch-envelopes";
import { database } from "../../support/database";
import { mailTo } from "../../support/mailbox";
import { makePerson } from "../../support/organization";

// A mail service that can be away: in front of the real catcher.
const service = vi.hoisted(() => ({ url: "", isAway: false, asked: 0, SENTRY_DSN: undefined as string | undefined }));
vi.mock("@/lib/env", async (original) => {
  const real = await original<typeof import("@/lib/env")>();
  const env = () => {
    const { SENTRY_DSN } = service;
    return { ...real.env(), SENTRY_DSN, RESEND_BASE_URL: service.url || real.env().RESEND_BASE_URL };
  };
  return { ...real, env };
});
const catcher = process.env.RESEND_BASE_URL ?? "";

const server = createServer(async (request, response) => {
  // What is in the mailbox is asked on the same way.
  const isMail = request.method === "POST";
  if (isMail) service.asked += 1;
  if (isMail && service.isAway) {
    response.writeHead(503, { "content-type": "application/json" });
    return response.end('{"statusCode":503,"name":"application_error","message":"Away."}');
  }
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const headers = Object.entries(request.headers).filter(([name]) => !["host", "connection"].includes(name));
  const body = parts.length > 0 ? { body: Buffer.concat(parts) } : {};
  const answer = await fetch(`${catcher}${request.url}`, {
    method: request.method ?? "GET",
    headers: headers as [string, string][],
    ...body,
  });
  response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

type Waiting = { data: { person_id: string; happening: string; notice: Notice }; text: string; retry_limit: number };

const waiting = (personId: string) => database()<Waiting[]>`
  select data, data::text as text, retry_limit from pgboss.job
  where name = 'tell-owner' and data ->> 'person_id' = ${personId}`;

const attempt = ({ data }: Waiting, number: number) =>
  tellOwnerJob.execute(data, {
    jobId: crypto.randomUUID(),
    attempt: number,
    deadline: Date.now() + 60_000,
    log: logger(),
  });

test("a mail that the service does not take stays a job, and leaves once when the service is back", async () => {
  const person = await makePerson();
  service.isAway = true;
  await tellOwner(person.userId, `${crypto.randomUUID()}/removed`, { about: "factor_removed" });
  const [job] = await waiting(person.userId);
  if (!job) throw new Error("nothing was queued");
  expect(job.retry_limit).toBe(8);
  await expect(attempt(job, 1)).rejects.toMatchObject({ code: "unavailable" });
  await expect(mailTo(person.email, 0)).rejects.toThrow("No mail");
  service.isAway = false;
  await attempt(job, 2);
  const mail = await mailTo(person.email);
  expect(mail.subject).toContain("second factor was removed");
  // At least once by the queue, once by the key under which it leaves.
  await attempt(job, 3);
  expect((await mailTo(person.email)).id).toBe(mail.id);
  expect(service.asked).toBeGreaterThanOrEqual(3);
});

test("the queue holds neither an address nor a link that opens anything", async () => {
  const person = await makePerson();
  await tellOfLock("password", person.email, "a".repeat(64), new Date(1_700_000_000_000));
  const [job] = await waiting(person.userId);
  expect(job?.text).not.toContain(person.email);
  expect(job?.text).not.toMatch(/https?:|token/);
  await attempt(job as Waiting, 1);
  expect((await mailTo(person.email)).text).toContain("/unlock?token=");
});

test("an address without an account is written nothing, and an account that is gone neither", async () => {
  await tellOfLock("password", `nobody-${crypto.randomUUID()}@example.com`, "b".repeat(64), new Date());
  const gone = { person_id: crypto.randomUUID(), happening: "x/removed", notice: { about: "factor_removed" } as const };
  const asked = service.asked;
  await attempt({ data: gone, text: "", retry_limit: 8 }, 1);
  expect(service.asked).toBe(asked);
  const named = await database()`
    select 1 from pgboss.job where name = 'tell-owner' and data ->> 'happening' like ${`${"b".repeat(16)}/%`}`;
  expect(named).toHaveLength(0);
});

test("what cannot even be queued is reported with whose work it was, and what has happened stands", async () => {
  const sentry = await catchEnvelopes();
  service.SENTRY_DSN = sentry.dsn;
  const request_id = crypto.randomUUID();
  try {
    const told = onTrail({ request_id }, () => tellOwner("nobody's id", "x/removed", { about: "factor_removed" }));
    await expect(told).resolves.toBeUndefined();
    // It returns when the report is out.
    const reports = sentry.items.filter(({ type }) => type === "event").map(({ payload }) => payload);
    expect(reports).toEqual([expect.stringContaining(request_id)]);
  } finally {
    service.SENTRY_DSN = undefined;
    await sentry.stop();
  }
});
