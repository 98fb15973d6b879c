import { randomBytes } from "node:crypto";
import { expect, test, vi } from "vitest";
import { POST as recover } from "@/app/api/auth/second-factor/recoveries/route";
import { POST as signInRoute } from "@/app/api/auth/sign-in/route";
import { POST as accept } from "@/app/api/v1/invitations/acceptances/route";
import { GET as listKeys } from "@/app/api/v1/orgs/[org]/api_keys/route";
import { GET as exportCalls } from "@/app/api/v1/orgs/[org]/calls/export/route";
import { GET as listCalls } from "@/app/api/v1/orgs/[org]/calls/route";
import { POST as invite, GET as listInvitations } from "@/app/api/v1/orgs/[org]/invitations/route";
import { readInvitation } from "@/lib/members/read-invitation";
import { askWith, makeKey } from "../../support/api-keys";
import { keep, listed, SECRET } from "../../support/credentials";
import { redisAsText, tablesHolding, walHolds } from "../../support/everything-kept";
import { callRoute } from "../../support/http";
import { invitationTo } from "../../support/invitation-to";
import { linkIn, mailboxAsText } from "../../support/mailbox";
import { makeOrganization, makePerson } from "../../support/organization";
import { enrolled, post } from "../../support/second-factor";

const told = vi.hoisted(() => ({ lines: [] as string[] }));

vi.mock("@/lib/log/logger", async (importOriginal) => {
  const real = await importOriginal<typeof import("@/lib/log/logger")>();
  const { catchLog } = await import("../../support/log-catcher");
  const { lines, log } = catchLog(real.makeLogger);
  told.lines = lines;
  return { ...real, logger: () => log };
});

const unguessed = () => randomBytes(9).toString("hex");

/** Every secret that people give us or get from us once, through what it is for, rightly and wrongly. @returns them all */
async function pushThrough({ typedAsLabel = false } = {}) {
  const org = await makeOrganization();
  const cookie = await org.admin.cookie();
  const read = { params: { org: org.slug }, cookie };

  const credential = `${SECRET}${unguessed()}`;
  const label = typedAsLabel ? credential : "Clinic";
  expect((await keep(org, cookie, { secret: credential, label })).status).toBe(201);
  expect((await keep(org, cookie, { secret: credential, kind: "no such kind" })).status).toBe(422);
  await listed(org, cookie);

  const { token: key } = await makeKey(org);
  expect((await askWith(key, listCalls, org)).status).toBe(200);
  expect((await askWith(`${key.slice(0, -2)}zz`, listCalls, org)).status).toBe(401);
  await callRoute(listKeys, { path: "/", ...read });
  await callRoute(exportCalls, { path: "/", ...read });

  const { begun, answer, person } = await enrolled();
  const [recovery = ""] = answer.json<{ recovery_codes: string[] }>().recovery_codes;
  const half = await person.cookie();
  expect((await post(recover, half, { code: `${recovery}x` })).status).toBe(422);
  expect((await post(recover, half, { code: recovery })).status).toBe(200);

  const guest = await makePerson();
  const body = { email: guest.email, role: "org_viewer" };
  expect((await callRoute(invite, { path: "/", method: "POST", body, ...read })).status).toBe(201);
  const invitation = linkIn(await invitationTo(guest.email), "/invitations/").split("/invitations/")[1] ?? "";
  expect(await readInvitation(invitation)).toMatchObject({ state: "open" });
  await callRoute(listInvitations, { path: "/", ...read });
  const redeemed = { path: "/", method: "POST" as const, body: { token: invitation }, cookie: await guest.cookie() };
  expect((await callRoute(accept, redeemed)).status).toBeLessThan(300);

  const password = `typed ${unguessed()}`;
  const wrong = { path: "/", method: "POST" as const, body: { email: org.admin.email, password } };
  expect((await callRoute(signInRoute, wrong)).status).toBe(401);

  return {
    secrets: [credential, key, begun.secret, recovery, recovery.replace("-", ""), invitation, password],
    invitation,
    guest: guest.email,
    credential,
  };
}

test("no secret is found anywhere: tables and jobs, write-ahead log, Redis, log, or a mail that is not to whom it is for", async () => {
  const since = new Date();
  const { secrets, invitation, guest } = await pushThrough();
  expect(await tablesHolding(secrets)).toEqual([]);
  expect(await walHolds(secrets, since)).toBe(false);
  const redis = await redisAsText();
  expect(secrets.filter((secret) => redis.includes(secret))).toEqual([]);
  expect(told.lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  const [all, others] = [await mailboxAsText(), await mailboxAsText(guest)];
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([invitation]);
  expect(secrets.filter((secret) => others.includes(secret))).toEqual([]);
}, 300_000);

test("control: a secret that was typed into the field beside its own is found wherever that goes", async () => {
  const since = new Date();
  const { credential } = await pushThrough({ typedAsLabel: true });
  expect(await tablesHolding([credential])).toEqual(expect.arrayContaining(["public.audit_log", "public.credentials"]));
  expect(await walHolds([credential], since)).toBe(true);
}, 300_000);
