import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { openMailStore } from "../../../scripts/stack/mailbox/open-mail-store";
import { mailTo } from "../../support/mailbox";

const resend = new Resend(env().RESEND_API_KEY, { baseUrl: env().RESEND_BASE_URL });
const someone = () => `someone-${randomUUID()}@example.com`;
const mail = (to: string) => ({
  from: "Foyer <hello@foyer.localhost>",
  to,
  subject: "Hello",
  html: "<p>Hi</p>",
  text: "Hi",
});

describe("the mailbox, spoken to by Resend's own client", () => {
  test("keeps a mail and gives it back by id and by recipient", async () => {
    const to = someone();
    const sent = await resend.emails.send({
      ...mail(to),
      replyTo: "desk@example.com",
      tags: [{ name: "org_id", value: "o_1" }],
    });
    expect(sent.error).toBeNull();
    const read = await resend.emails.get(sent.data?.id ?? "");
    expect(read.data).toMatchObject({ to: [to], subject: "Hello", html: "<p>Hi</p>", last_event: "delivered" });
    expect(await mailTo(to)).toMatchObject({ id: sent.data?.id, reply_to: ["desk@example.com"] });
  });

  test("one idempotency key sends one mail, and refuses another body", async () => {
    const to = someone();
    const idempotencyKey = randomUUID();
    const [first, second] = await Promise.all([
      resend.emails.send(mail(to), { idempotencyKey }),
      resend.emails.send(mail(to), { idempotencyKey }),
    ]);
    expect(first.data?.id).toBe(second.data?.id);
    const other = await resend.emails.send({ ...mail(to), subject: "Other" }, { idempotencyKey });
    expect(other.error?.name).toBe("invalid_idempotent_request");
    const listed = await fetch(`${env().RESEND_BASE_URL}/messages?to=${to}`).then((answer) => answer.json());
    expect(listed.data).toHaveLength(1);
  });

  test("takes a batch as a whole or, when one mail is invalid, not at all", async () => {
    const [a, b] = [someone(), someone()];
    const good = await resend.batch.send([mail(a), mail(b)]);
    expect(good.data?.data).toHaveLength(2);
    const lost = someone();
    const bad = await resend.batch.send([mail(lost), { ...mail(b), from: "not an address" }]);
    expect(bad.error?.name).toBe("validation_error");
    const listed = await fetch(`${env().RESEND_BASE_URL}/messages?to=${lost}`).then((answer) => answer.json());
    expect(listed.data).toHaveLength(0);
  });

  test("refuses a wrong key and a mail without a recipient, with Resend's error names", async () => {
    const stranger = new Resend("re_wrong", { baseUrl: env().RESEND_BASE_URL });
    expect((await stranger.emails.send(mail(someone()))).error?.name).toBe("invalid_api_key");
    const { to: _, ...withoutTo } = mail(someone());
    expect((await resend.emails.send(withoutTo as typeof withoutTo & { to: string })).error?.name).toBe(
      "missing_required_field",
    );
  });
});

describe("the mail store", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "foyer-mail-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("mails survive a restart, newest first", async () => {
    const before = await openMailStore(folder);
    await before.accept([{ from: "a@b.co", to: ["first@example.com"], subject: "1" }], "key-1");
    await before.accept([{ from: "a@b.co", to: ["second@example.com"], subject: "2" }], undefined);
    const after = await openMailStore(folder);
    expect(
      after
        .list({ limit: 10 })
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(["1", "2"]);
    expect(await after.accept([{ from: "a@b.co", to: ["other@example.com"], subject: "1" }], "key-1")).toBe("conflict");
  });
});
