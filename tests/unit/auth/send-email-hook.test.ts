import { render } from "@react-email/render";
import type { ReactElement } from "react";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { mailsOfHook } from "@/lib/auth/hooks/mails-of-hook";
import { type ActionType, SendEmailHook } from "@/lib/auth/hooks/schemas";
import { verifySignature } from "@/lib/auth/hooks/verify-signature";

// The vector computed from supabase/auth's own hook client (internal/hooks/hookshttp), two secrets.
const FIRST = "v1,whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const SECOND = "v1,whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
const AT = 1_764_000_000;
const BODY =
  '{"metadata":{"uuid":"0b8c7a6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d","time":"2025-11-24T16:00:00Z","name":"send-email","ip_address":"203.0.113.7"},"user":{"id":"11111111-1111-4111-8111-111111111111","aud":"authenticated","role":"authenticated","email":"dana@example.com","phone":"","app_metadata":{"provider":"email","providers":["email"]},"user_metadata":{},"identities":[],"created_at":"2025-11-24T15:59:59Z","updated_at":"2025-11-24T15:59:59Z","is_anonymous":false},"email_data":{"token":"305805","token_hash":"7d5b7b1964cf5d388340a7f04f1dbb5eeb6c7b52ef8270e1737a58d0","redirect_to":"https://app.example.com/auth/callback","email_action_type":"signup","site_url":"https://abcdefgh.supabase.co/auth/v1","token_new":"","token_hash_new":"","old_email":"","old_phone":"","provider":"","factor_type":""}}';
const SIGNED = {
  "webhook-id": "3f9e2c1a-7b4d-4e8f-9a0b-1c2d3e4f5a6b",
  "webhook-timestamp": String(AT),
  "webhook-signature":
    "v1,qpmYMbnyQsdmEccU+fEfuf9UIHAuKj5WhqRcSqaKwRw=, v1,2JEocGHkjf9Q0Xo70/o1IOhYOSSIo/XtLtVOvm05D6A=",
};

const accepts = (headers: Record<string, string>, secrets: string, body = BODY) => {
  try {
    verifySignature(body, new Headers(headers), secrets);
    return true;
  } catch {
    return false;
  }
};

describe("the signature of the Send-Email hook", () => {
  beforeEach(() => vi.useFakeTimers({ now: AT * 1000 }));
  afterEach(() => vi.useRealTimers());

  test("Supabase's own is accepted by either secret, alone and among others", () => {
    for (const secrets of [FIRST, SECOND, `${FIRST}|${SECOND}`, `v1,whsec_${btoa("x".repeat(32))}|${SECOND}`]) {
      expect(accepts(SIGNED, secrets), secrets).toBe(true);
    }
  });

  test("every forged, foreign or incomplete one is refused", () => {
    const other = `v1,whsec_${btoa("another secret of 32 characters!")}`;
    const without = (name: string) => Object.fromEntries(Object.entries(SIGNED).filter(([key]) => key !== name));
    const svix = Object.fromEntries(
      Object.entries(SIGNED).map(([key, value]) => [key.replace("webhook", "svix"), value]),
    );
    const refused: [string, Record<string, string>, string, string?][] = [
      ["another secret", SIGNED, other],
      ["one changed byte", SIGNED, FIRST, BODY.replace("dana", "dora")],
      ["re-serialised body", SIGNED, FIRST, JSON.stringify(JSON.parse(BODY), null, 1)],
      ["trailing space", SIGNED, FIRST, `${BODY} `],
      ["empty body", SIGNED, FIRST, ""],
      ["another id", { ...SIGNED, "webhook-id": "other" }, FIRST],
      ["another time", { ...SIGNED, "webhook-timestamp": String(AT + 1) }, FIRST],
      ["milliseconds", { ...SIGNED, "webhook-timestamp": String(AT * 1000) }, FIRST],
      ["no signature", without("webhook-signature"), FIRST],
      ["no id", without("webhook-id"), FIRST],
      ["no time", without("webhook-timestamp"), FIRST],
      ["empty signature", { ...SIGNED, "webhook-signature": "" }, FIRST],
      ["version only", { ...SIGNED, "webhook-signature": "v1," }, FIRST],
      [
        "asymmetric version",
        { ...SIGNED, "webhook-signature": "v1a,qpmYMbnyQsdmEccU+fEfuf9UIHAuKj5WhqRcSqaKwRw=" },
        FIRST,
      ],
      ["shortened", { ...SIGNED, "webhook-signature": "v1,qpmYMbnyQsdmEccU+fEfuf9UIHAuKj5W" }, FIRST],
      ["another header family", svix, FIRST],
      ["empty secret", SIGNED, ""],
      ["blank secret", SIGNED, "v1,whsec_"],
      ["short secret", SIGNED, "v1,whsec_c2hvcnQ="],
    ];
    for (const [name, headers, secrets, body] of refused) expect(accepts(headers, secrets, body), name).toBe(false);
  });

  test("five minutes are the limit in both directions", () => {
    for (const [offset, accepted] of [
      [300, true],
      [301, false],
      [-300, true],
      [-301, false],
    ] as const) {
      vi.setSystemTime((AT + offset) * 1000);
      expect(accepts(SIGNED, FIRST), String(offset)).toBe(accepted);
    }
  });

  test("control: a signature made with the secret over another body is a good signature of that body", () => {
    const signature = new Webhook(FIRST.slice(3)).sign("id", new Date(AT * 1000), "{}");
    expect(accepts({ ...SIGNED, "webhook-id": "id", "webhook-signature": signature }, FIRST, "{}")).toBe(true);
  });
});

describe("the mails a hook call asks for", () => {
  const BASE = "https://app.example.com";
  const call = (action: ActionType, data: object = {}, user: object = {}) => {
    const parsed = JSON.parse(BODY);
    return SendEmailHook.parse({
      ...parsed,
      user: { ...parsed.user, ...user },
      email_data: { ...parsed.email_data, email_action_type: action, ...data },
    });
  };
  const linkOf = async (mail: { mail: { body: ReactElement } } | undefined) => {
    const text = mail ? await render(mail.mail.body, { plainText: true }) : "";
    return new URL(/https:\/\/\S*auth\/confirm\S*/.exec(text)?.[0] ?? "https://none.example");
  };

  test("a sign-up leads to our own confirmation page with the token and the way back", async () => {
    const [mail, ...others] = mailsOfHook(call("signup", { redirect_to: `${BASE}/invitations/abc` }), BASE);
    expect(others).toEqual([]);
    expect(mail?.to).toBe("dana@example.com");
    const link = await linkOf(mail);
    expect(link.origin + link.pathname).toBe(`${BASE}/auth/confirm`);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      token_hash: "7d5b7b1964cf5d388340a7f04f1dbb5eeb6c7b52ef8270e1737a58d0",
      type: "signup",
      next: "/invitations/abc",
    });
  });

  test("a way back to another site is left out", async () => {
    const [mail] = mailsOfHook(call("recovery", { redirect_to: "https://evil.example/x" }), BASE);
    expect((await linkOf(mail)).searchParams.has("next")).toBe(false);
  });

  test("a secure change of address confirms the current one by token_hash_new and the new one by token_hash", async () => {
    const hook = call(
      "email_change",
      {
        token: "111111",
        token_hash: "hash-of-new-address",
        token_new: "222222",
        token_hash_new: "hash-of-current-one",
      },
      { email: "old@example.com", new_email: "new@example.com" },
    );
    const mails = mailsOfHook(hook, BASE);
    expect(mails.map(({ to }) => to)).toEqual(["old@example.com", "new@example.com"]);
    expect((await linkOf(mails[0])).searchParams.get("token_hash")).toBe("hash-of-current-one");
    expect((await linkOf(mails[1])).searchParams.get("token_hash")).toBe("hash-of-new-address");
    expect(new Set(mails.map(({ key }) => key)).size).toBe(2);
  });

  test("a plain change of address goes to the new one alone", async () => {
    const hook = call(
      "email_change",
      { token_hash: "the-hash" },
      { email: "old@example.com", new_email: "new@example.com" },
    );
    const mails = mailsOfHook(hook, BASE);
    expect(mails.map(({ to }) => to)).toEqual(["new@example.com"]);
    expect((await linkOf(mails[0])).searchParams.get("token_hash")).toBe("the-hash");
  });

  test("a repeated attempt of one call has the same keys, another call has others", () => {
    const keys = mailsOfHook(call("signup"), BASE).map(({ key }) => key);
    expect(mailsOfHook(call("signup"), BASE).map(({ key }) => key)).toEqual(keys);
    const other = { ...call("signup"), metadata: { uuid: "another-uuid" } };
    expect(mailsOfHook(other, BASE).map(({ key }) => key)).not.toEqual(keys);
  });

  test.each(SendEmailHook.shape.email_data.shape.email_action_type.options)(
    "%s sends a mail with subject, words and a plain text part",
    async (action) => {
      const mails = mailsOfHook(call(action, { token_hash_new: "", old_email: "old@example.com" }), BASE);
      expect(mails).toHaveLength(1);
      for (const { mail } of mails) {
        expect(mail.subject.length).toBeGreaterThan(10);
        expect((await render(mail.body)).length).toBeGreaterThan(500);
        expect(await render(mail.body, { plainText: true })).toMatch(/\w{3,}/);
      }
    },
  );

  test("a name that carries an address does not get into the mail", async () => {
    const [mail] = mailsOfHook(
      call("signup", {}, { user_metadata: { full_name: "Win at http://evil.example" } }),
      BASE,
    );
    expect(mail && (await render(mail.mail.body))).not.toContain("evil.example");
  });
});
