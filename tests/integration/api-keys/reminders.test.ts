import { expect, test } from "vitest";
import { GET as remind } from "@/app/api/cron/remind-of-keys/route";
import { PATCH as change } from "@/app/api/v1/orgs/[org]/api_keys/[id]/route";
import { env } from "@/lib/env";
import { asAdmin, makeKey } from "../../support/api-keys";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { linkIn, mailTo } from "../../support/mailbox";
import { makeOrganization } from "../../support/organization";

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();

const run = () =>
  callRoute(remind, { path: "/api/cron/remind-of-keys", headers: { authorization: `Bearer ${env().CRON_SECRET}` } });

const mailsTo = async (address: string) => {
  const url = `${env().RESEND_BASE_URL}/messages?to=${encodeURIComponent(address)}&wait_ms=0`;
  return ((await (await fetch(url)).json()) as { data: { subject: string }[] }).data.map(({ subject }) => subject);
};

test("admins are told once that a key expires, viewers and other organizations not, and another end is announced anew", async () => {
  const [org, other] = await Promise.all([makeOrganization(), makeOrganization()]);
  const soon = await makeKey(org, ["calls:read"], { name: "Booking system", expires_at: inDays(10) });
  const later = await makeKey(org, ["calls:read"], { name: "Later", expires_at: inDays(100) });
  const gone = await makeKey(org, ["calls:read"], { name: "Revoked", expires_at: inDays(10) });
  await makeKey(other, ["calls:read"], { expires_at: inDays(60) });
  // Made for longer than two weeks, long ago.
  await database()`update api_keys set created_at = now() - interval '80 days' where id in ${database()([soon.id, gone.id])}`;
  await database()`update api_keys set revoked_at = now() where id = ${gone.id}`;

  expect((await callRoute(remind, { path: "/api/cron/remind-of-keys" })).status).toBe(401);
  expect((await run()).status).toBe(200);
  const mail = await mailTo(org.admin.email);
  expect(mail.subject).toContain("Booking system expires on");
  expect(linkIn(mail, "/settings/api-keys")).toContain(org.slug);
  expect(`${mail.html} ${mail.text}`).not.toContain(soon.token.slice(20));
  await run();
  expect(await mailsTo(org.admin.email)).toHaveLength(1);
  expect(await mailsTo(org.viewer.email)).toEqual([]);
  expect(await mailsTo(other.admin.email)).toEqual([]);

  await callRoute(change, await asAdmin(org, "PATCH", soon.id, { expires_at: inDays(12) }));
  await run();
  expect(await mailsTo(org.admin.email)).toHaveLength(2);
  await database()`update api_keys set created_at = now() - interval '400 days' where id = ${later.id}`;
  await run();
  expect(
    (await mailsTo(org.admin.email)).filter((subject) => subject.includes("Later is older than a year")),
  ).toHaveLength(1);
});
