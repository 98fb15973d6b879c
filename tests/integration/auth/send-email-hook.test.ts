import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { POST as hook } from "@/app/api/auth/hooks/send-email/route";
import { env } from "@/lib/env";
import { callRoute } from "../../support/http";
import { type CaughtMail, mailTo } from "../../support/mailbox";

function signed(body: string, secret = env().SEND_EMAIL_HOOK_SECRET) {
  const id = randomUUID();
  const at = new Date();
  return {
    path: "/api/auth/hooks/send-email",
    method: "POST" as const,
    body,
    headers: {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret.slice(3)).sign(id, at, body),
    },
  };
}

function signUpOf(email: string, uuid = randomUUID()): string {
  return JSON.stringify({
    metadata: { uuid, name: "send-email" },
    user: { id: randomUUID(), email, user_metadata: { full_name: "Ida Noor" }, unknown: true },
    email_data: { email_action_type: "signup", token: "123456", token_hash: "a".repeat(56), redirect_to: "" },
  });
}

async function mailsTo(email: string): Promise<CaughtMail[]> {
  const answer = await fetch(`${env().RESEND_BASE_URL}/messages?to=${encodeURIComponent(email)}`);
  return ((await answer.json()) as { data: CaughtMail[] }).data;
}

const somebody = () => `hook-${randomUUID()}@example.com`;

describe("the Send-Email hook", () => {
  test("hands the mail over and answers JSON, as Supabase insists", async () => {
    const email = somebody();
    const answer = await callRoute(hook, signed(signUpOf(email)));
    expect([answer.status, answer.text]).toEqual([200, "{}"]);
    expect(answer.headers.get("content-type")).toContain("application/json");
    const mail = await mailTo(email);
    expect(mail.text).toContain(`${env().PUBLIC_BASE_URL}/auth/confirm?token_hash=${"a".repeat(56)}&type=signup`);
    expect(mail.html).toContain("Ida Noor");
  });

  test("three attempts of one call, each with a new webhook-id, are one mail", async () => {
    const email = somebody();
    const body = signUpOf(email);
    const answers = [];
    for (let attempt = 0; attempt < 3; attempt += 1) answers.push((await callRoute(hook, signed(body))).status);
    expect(answers).toEqual([200, 200, 200]);
    expect(await mailsTo(email)).toHaveLength(1);
    await callRoute(hook, signed(signUpOf(email)));
    expect(await mailsTo(email)).toHaveLength(2);
  });

  test("a forged call sends nothing", async () => {
    const email = somebody();
    const forged = signed(signUpOf(email), `v1,whsec_${btoa("another secret of 32 characters!")}`);
    expect((await callRoute(hook, forged)).status).toBe(401);
    const altered = signed(signUpOf("dana@example.com"));
    expect((await callRoute(hook, { ...altered, body: signUpOf(email) })).status).toBe(401);
    expect((await callRoute(hook, { ...altered, headers: {}, body: signUpOf(email) })).status).toBe(401);
    expect(await mailsTo(email)).toEqual([]);
  });

  test("a body larger than any hook's is refused before it is read", async () => {
    const answer = await callRoute(hook, signed("x".repeat(70_000)));
    expect(answer.status).toBe(413);
  });
});
