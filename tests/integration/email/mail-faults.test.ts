import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { POST as invite } from "@/app/api/v1/orgs/[org]/invitations/route";
import { securityNoticeMail } from "@/emails/security-notice";
import { tellOwnerJob } from "@/lib/auth/jobs/tell-owner";
import { sendEmail } from "@/lib/email/send-email";
import { env } from "@/lib/env";
import { logger } from "@/lib/log/logger";
import { newInvitationToken } from "@/lib/members/invitation-token";
import { mailInvitationJob } from "@/lib/members/jobs/mail-invitation";
import { readInvitation } from "@/lib/members/read-invitation";
import { database } from "../../support/database";
import { type Fault, type FaultyMail, serveFaultyMail } from "../../support/faulty-mail";
import { callRoute } from "../../support/http";
import { type CaughtMail, linkIn, mailsTo } from "../../support/mailbox";
import { makeOrganization } from "../../support/organization";

/** Promise S10 for mail: whatever becomes of the answer, one intent is one mail, and none is lost unnoticed. */
let service: FaultyMail;
const configured = env();
const { RESEND_BASE_URL } = configured;

beforeAll(async () => {
  service = await serveFaultyMail(RESEND_BASE_URL ?? "");
  configured.RESEND_BASE_URL = service.url;
});
beforeEach(() => {
  service.passKeys = true;
  service.keys.length = 0;
});
afterAll(async () => {
  configured.RESEND_BASE_URL = RESEND_BASE_URL;
  await service.stop();
});

const run = (attempt: number) => ({ jobId: randomUUID(), attempt, deadline: Date.now() + 60_000, log: logger() });
const somebody = () => `faulty-${randomUUID()}@example.com`;
const notice = (what = "Your password was changed.") => securityNoticeMail({ what });
const send = (to: string, mail = notice(), timeoutMs = 10_000) =>
  sendEmail({ to, idempotencyKey: `notice/${to}`, timeoutMs }, mail);

describe("a mail service that takes a mail and then loses its answer", () => {
  const LOST: [string, Fault][] = [
    ["drops the connection", "dropped"],
    ["is reset in the middle of the answer", "cut"],
    ["answers garbage with 200", "garbage"],
  ];

  test.each(LOST)("and %s is asked again under the same key: one mail arrives", async (_, fault) => {
    const to = somebody();
    service.next(fault);
    await send(to);
    expect(service.keys).toEqual([`notice/${to}`, `notice/${to}`]);
    expect(await mailsTo(to)).toHaveLength(1);
  });

  test.each(LOST)("control: a retry without its idempotency key mails twice when one %s", async (_, fault) => {
    const to = somebody();
    service.passKeys = false;
    service.next(fault);
    await send(to);
    expect(await mailsTo(to)).toHaveLength(2);
  });

  test("and answers 500 has sent it: the next attempt sends no second mail", async () => {
    const to = somebody();
    service.next("trouble");
    await expect(send(to)).rejects.toMatchObject({ code: "unavailable" });
    expect(await mailsTo(to)).toHaveLength(1);
    await send(to);
    expect(await mailsTo(to)).toHaveLength(1);
  });

  test.each<[string, Fault]>([
    ["says nothing more", "silent"],
    ["drips its answer", "drip"],
  ])("and %s is left when the time is up; the next attempt sends no second mail", async (_, fault) => {
    const to = somebody();
    service.next(fault);
    await expect(send(to, notice(), 1_000)).rejects.toMatchObject({ code: "unavailable" });
    await service.ended();
    expect(await mailsTo(to)).toHaveLength(1);
    await send(to);
    expect(await mailsTo(to)).toHaveLength(1);
  });

  test("has sent it, even when the next attempt would say it in other words", async () => {
    const to = somebody();
    service.next("dropped", "dropped");
    await expect(send(to)).rejects.toMatchObject({ code: "unavailable" });
    await send(to, notice("Your name was changed."));
    expect((await mailsTo(to)).map(({ text }) => text?.includes("password"))).toEqual([true]);
  });
});

describe("a mail service that does not take a mail", () => {
  test.each<[string, Fault]>([
    ["is in trouble", "refused"],
    ["gets too many at once", "limited"],
    ["still works at the attempt before", "busy"],
  ])("because it %s is unavailable, and the next attempt arrives once", async (_, fault) => {
    const to = somebody();
    service.next(fault);
    await expect(send(to)).rejects.toMatchObject({ code: "unavailable" });
    expect(await mailsTo(to)).toHaveLength(0);
    await send(to);
    expect(await mailsTo(to)).toHaveLength(1);
  });
});

test("a mail service that cannot be reached for a moment is asked again, and takes one mail", async () => {
  const to = somebody();
  service.next("unreached");
  await send(to);
  expect(await mailsTo(to)).toHaveLength(1);
});

describe("with such a service", () => {
  test("an invitation is made at once, whatever becomes of its mail: of the attempts one mail comes, and it leads to it", async () => {
    const org = await makeOrganization();
    const email = somebody();
    const ask = async () =>
      callRoute(invite, {
        path: `/api/v1/orgs/${org.slug}/invitations`,
        params: { org: org.slug },
        method: "POST",
        cookie: await org.admin.cookie(),
        body: { email, role: "org_viewer" },
      });
    expect((await ask()).status).toBe(201);
    // Whoever is not sure and asks again makes no second one.
    expect((await ask()).status).toBe(409);
    const rows = await database()<{ data: object }[]>`
      select data from pgboss.job where name = ${mailInvitationJob.name} and data ->> 'org_id' = ${org.id}`;
    expect(rows).toHaveLength(1);
    const attempt = (number: number) => mailInvitationJob.execute(rows[0]?.data, run(number));
    service.next("refused", "silent", "dropped");
    await expect(attempt(1)).rejects.toMatchObject({ code: "unavailable" });
    await expect(attempt(2)).rejects.toMatchObject({ code: "unavailable" });
    await attempt(3);
    const mails = await mailsTo(email);
    expect(mails).toHaveLength(1);
    const [token = ""] = /[\w-]{43}/.exec(linkIn(mails[0] as CaughtMail, "/invitations/")) ?? [];
    expect(await readInvitation(token)).toMatchObject({ state: "open", email });
  });

  test("a link that was replaced or taken back before its mail could leave is not mailed any more", async () => {
    const org = await makeOrganization();
    const email = somebody();
    const [replaced, link] = [newInvitationToken(), newInvitationToken()];
    const { seed, ...kept } = link;
    const [row] = await database()<{ id: string }[]>`
      insert into public.invitations ${database()({ org_id: org.id, email, role: "org_viewer", ...kept })} returning id`;
    const { token_hash } = kept;
    const data = { org_id: org.id, invitation_id: row?.id, seed, token_hash, by_staff: false };
    await mailInvitationJob.execute({ ...data, seed: replaced.seed, token_hash: replaced.token_hash }, run(1));
    await database()`update public.invitations set revoked_at = now() where org_id = ${org.id}`;
    await mailInvitationJob.execute(data, run(1));
    expect(await mailsTo(email)).toHaveLength(0);
    await database()`update public.invitations set revoked_at = null where org_id = ${org.id}`;
    await mailInvitationJob.execute(data, run(2));
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("a link whose key was changed before its mail left is mailed under the new key, and opens; one replaced meanwhile is not", async () => {
    const org = await makeOrganization();
    const email = somebody();
    const { seed, ...kept } = newInvitationToken();
    const [row] = await database()<{ id: string }[]>`
      insert into public.invitations ${database()({ org_id: org.id, email, role: "org_viewer", ...kept })} returning id`;
    const data = { org_id: org.id, invitation_id: row?.id, seed, token_hash: kept.token_hash, by_staff: false };
    const { LOOKUP_KEY } = configured;
    onTestFinished(() => void Object.assign(configured, { LOOKUP_KEY }));
    configured.LOOKUP_KEY = randomUUID();
    await mailInvitationJob.execute({ ...data, token_hash: newInvitationToken().token_hash }, run(1));
    expect(await mailsTo(email)).toHaveLength(0);
    await mailInvitationJob.execute(data, run(1));
    await mailInvitationJob.execute(data, run(2));
    const mails = await mailsTo(email);
    expect(mails).toHaveLength(1);
    const [token = ""] = /[\w-]{43}/.exec(linkIn(mails[0] as CaughtMail, "/invitations/")) ?? [];
    expect(await readInvitation(token)).toMatchObject({ state: "open", email });
  });

  test("a job that is tried until its mail was taken sends one", async () => {
    const org = await makeOrganization();
    const data = { person_id: org.admin.userId, happening: randomUUID(), notice: { about: "factor_added" } };
    const attempt = (number: number) => tellOwnerJob.execute(data, run(number));
    service.next("refused", "dropped", "cut");
    await expect(attempt(1)).rejects.toMatchObject({ code: "unavailable" });
    await expect(attempt(2)).rejects.toMatchObject({ code: "unavailable" });
    await attempt(3);
    const told = (await mailsTo(org.admin.email)).filter(({ text }) => text?.includes("second factor"));
    expect(told).toHaveLength(1);
  });
});
