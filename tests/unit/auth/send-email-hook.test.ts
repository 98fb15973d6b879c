import { render } from "@react-email/render";
import type { ReactElement } from "react";
import { describe, expect, test } from "vitest";
import { mailsOfHook } from "@/lib/auth/hooks/mails-of-hook";
import { type ActionType, SendEmailHook } from "@/lib/auth/hooks/schemas";

const BODY =
  '{"metadata":{"uuid":"0b8c7a6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d","time":"2025-11-24T16:00:00Z","name":"send-email","ip_address":"203.0.113.7"},"user":{"id":"11111111-1111-4111-8111-111111111111","aud":"authenticated","role":"authenticated","email":"dana@example.com","phone":"","app_metadata":{"provider":"email","providers":["email"]},"user_metadata":{},"identities":[],"created_at":"2025-11-24T15:59:59Z","updated_at":"2025-11-24T15:59:59Z","is_anonymous":false},"email_data":{"token":"305805","token_hash":"7d5b7b1964cf5d388340a7f04f1dbb5eeb6c7b52ef8270e1737a58d0","redirect_to":"https://app.example.com/auth/callback","email_action_type":"signup","site_url":"https://abcdefgh.supabase.co/auth/v1","token_new":"","token_hash_new":"","old_email":"","old_phone":"","provider":"","factor_type":""}}';
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

  test.each([
    ["signup", "Confirm your e-mail address for Foyer"],
    ["invite", "Confirm your e-mail address for Foyer"],
    ["recovery", "Choose a new password for Foyer"],
    ["magiclink", "Your sign-in link for Foyer"],
    ["email", "Your sign-in link for Foyer"],
  ] as const)(
    "%s is a mail of its own, whose link carries the token and says what it is for",
    async (type, subject) => {
      const [sent] = mailsOfHook(call(type, { redirect_to: BASE }), BASE);
      expect([sent?.to, sent?.mail.subject]).toEqual(["dana@example.com", subject]);
      expect(Object.fromEntries((await linkOf(sent)).searchParams)).toEqual({
        token_hash: "7d5b7b1964cf5d388340a7f04f1dbb5eeb6c7b52ef8270e1737a58d0",
        type,
      });
    },
  );

  test("a sensitive change is proved by the code, which is in the mail and in no link", async () => {
    const [sent] = mailsOfHook(call("reauthentication"), BASE);
    expect(sent?.mail.subject).toBe("305805 is your Foyer security code");
    const text = sent ? await render(sent.mail.body, { plainText: true }) : "";
    expect(text).toContain("305805");
    expect(text).not.toContain("/auth/confirm");
  });

  test("a changed address is told to the old one, which may not have wanted it; other changes to the person's own", () => {
    const told = (action: ActionType, data: object = {}) =>
      mailsOfHook(call(action, data, { email: "new@example.com" }), BASE).map(({ to, mail }) => [to, mail.subject]);
    const changed = "Foyer: The e-mail address of your account was changed";
    expect(told("email_changed_notification", { old_email: "old@example.com" })).toEqual([
      ["old@example.com", changed],
    ]);
    expect(told("email_changed_notification")).toEqual([["new@example.com", changed]]);
    expect(told("password_changed_notification", { old_email: "old@example.com" })).toEqual([
      ["new@example.com", "Foyer: Your password was changed"],
    ]);
  });

  test("somebody is greeted by their name, and by none when it could be an advertisement", () => {
    const greeting = async (user_metadata: object | null) => {
      const [sent] = mailsOfHook(call("signup", {}, { user_metadata }), BASE);
      const text = sent ? await render(sent.mail.body, { plainText: true }) : "";
      return /welcome[^\n]*/i.exec(text)?.[0].toLowerCase();
    };
    const nobody = "welcome to foyer";
    return Promise.all([
      expect(greeting({ full_name: " Zoë Ó Brien 3rd " })).resolves.toBe("welcome, zoë ó brien 3rd"),
      expect(greeting({ full_name: "x".repeat(60) })).resolves.toBe(`welcome, ${"x".repeat(60)}`),
      ...[
        { full_name: "x".repeat(61) },
        { full_name: "Call 5550100 now" },
        { full_name: "Win at evil.example" },
        { full_name: "evil/example" },
        { full_name: 7 },
        {},
        null,
      ].map((metadata) => expect(greeting(metadata), JSON.stringify(metadata)).resolves.toBe(nobody)),
    ]);
  });

  test("a call without an id of its own is none: its mails could be sent twice", () => {
    const { metadata: _, ...rest } = JSON.parse(BODY);
    expect(SendEmailHook.safeParse({ ...rest, metadata: {} }).success).toBe(false);
    expect(SendEmailHook.safeParse(rest).success).toBe(false);
  });

  test("a name that carries an address does not get into the mail", async () => {
    const [mail] = mailsOfHook(
      call("signup", {}, { user_metadata: { full_name: "Win at http://evil.example" } }),
      BASE,
    );
    expect(mail && (await render(mail.mail.body))).not.toContain("evil.example");
  });
});
