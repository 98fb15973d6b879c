import { describe, expect, test } from "vitest";
import { POST as verify } from "@/app/api/v1/orgs/[org]/credentials/[id]/verification/route";
import type { Credential } from "@/lib/credentials/schemas";
import { env } from "@/lib/env";
import { at, kept } from "../../support/credentials";
import { database } from "../../support/database";
import { makeVendorAccount } from "../../support/vendor-sandbox";

const KINDS = ["twilio", "google_calendar", "creatomate", "slack", "openai"] as const;

async function verified(kind: string, secret: string) {
  const { org, cookie, credential } = await kept({ kind, secret });
  const answer = await at(verify, org, credential.id, cookie, { method: "POST" });
  expect(answer.status).toBe(200);
  return { org, answer: answer.json<Credential>() };
}

/** The same secret with one character other than the vendor made it; of Google's file its account. */
const wrongly = (kind: string, secret: string) =>
  kind === "google_calendar"
    ? secret.replace("foyer-", "other-")
    : `${secret.slice(0, -1)}${secret.endsWith("0") ? "1" : "0"}`;

describe.each(KINDS)("a credential of %s at its vendor", (kind) => {
  test("works as the vendor made it, is refused with one character changed, and both are on record", async () => {
    const secret = await makeVendorAccount(kind);
    const { org, answer } = await verified(kind, secret);
    expect(answer).toMatchObject({
      verification: "valid",
      verification_problem: null,
      verified_at: expect.any(String),
    });
    const wrong = await verified(kind, wrongly(kind, secret));
    expect(wrong.answer).toMatchObject({ verification: "refused", verification_problem: expect.any(String) });
    const entries = await database()`
      select action, subject_id, actor_type from public.audit_log where org_id = ${org.id} and action = 'credential.verified'`;
    expect(entries).toEqual([{ action: "credential.verified", subject_id: answer.id, actor_type: "user" }]);
  });

  test("that its vendor suspended does not pass for one that works", async () => {
    const { answer } = await verified(kind, await makeVendorAccount(kind, "suspended"));
    // OpenAI knows a restricted key, and the remark says so.
    expect(answer.verification).toBe(kind === "openai" ? "valid" : "refused");
    expect(answer.verification_problem).toEqual(expect.any(String));
  });
});

test("a vendor that never answers is said to be silent, within seconds, and the credential stays what it was", async () => {
  const { answer } = await verified("slack", await makeVendorAccount("slack", "silent"));
  expect(answer).toMatchObject({
    ...{ state: "active", is_default: true, verification: "unanswered" },
    verification_problem: "Slack did not answer in time. Try again in a moment.",
  });
});

test("a key of Resend that may only send works; another one is refused", async () => {
  expect((await verified("resend", env().RESEND_API_KEY)).answer.verification).toBe("valid");
  expect((await verified("resend", "re_0123456789abcdef0123")).answer.verification).toBe("refused");
});
