import { createHash, timingSafeEqual } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";
import { totpCode, totpTimeLeft } from "../auth/totp";
import { type HttpService, serveHttp } from "../process/serve-http";
import { authenticatorPage } from "./authenticator-page";
import { type Email, EmailSchema } from "./email-schema";
import { mailboxPage } from "./mailbox-page";
import type { MailStore, Message } from "./open-mail-store";

/** The page may show a mail's own styles and pictures, and nothing in a mail may run or send anything. */
const MAIL_POLICY = "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'; font-src https: data:";

/**
 * A mailbox that speaks Resend's API (`POST /emails`, `POST /emails/batch`, `GET /emails/{id}`, `GET /domains`), shows what it caught
 * at `/`, and lists it as JSON at `/messages?to=&wait_ms=` for tests. At `/authenticator` it is the demo operator's phone. Source: https://resend.com/docs/api-reference
 */
export function serveMailbox(
  port: number,
  apiKey: string,
  store: MailStore,
  authenticator: { label: string; secret: string },
): Promise<HttpService> {
  const app = new Hono();

  const requireKey: MiddlewareHandler = async (c, next) => {
    const given = c.req.header("authorization");
    if (!given) return refuse(c, 401, "missing_api_key", "Missing API key in the authorization header.");
    const [a, b] = [given, `Bearer ${apiKey}`].map((text) => createHash("sha256").update(text).digest());
    if (!a || !b || !timingSafeEqual(a, b)) return refuse(c, 403, "invalid_api_key", "API key is invalid");
    return next();
  };
  app.use("/emails/*", requireKey);

  // The mailbox's own key may only send, as the one that deployments are told to make.
  app.get("/domains", requireKey, (c) =>
    refuse(c, 401, "restricted_api_key", "This API key is restricted to only send emails."),
  );

  app.post("/emails", async (c) => {
    const email = EmailSchema.safeParse(await c.req.json().catch(() => null));
    if (!email.success) return refuseEmail(c, email.error);
    const accepted = await accept(c, store, [email.data]);
    return accepted instanceof Response ? accepted : c.json({ id: accepted[0]?.id });
  });

  app.post("/emails/batch", async (c) => {
    const body: unknown = await c.req.json().catch(() => null);
    const items = z.array(z.unknown()).min(1).max(100).safeParse(body);
    if (!items.success) return refuse(c, 422, "validation_error", "The body must be an array of 1 to 100 emails.");
    const parsed = items.data.map((item) => EmailSchema.safeParse(item));
    const errors = parsed.flatMap((result, index) =>
      result.success ? [] : [{ index, message: result.error.issues[0]?.message ?? "invalid" }],
    );
    const strict = c.req.header("x-batch-validation") !== "permissive";
    if (strict && errors[0])
      return refuse(c, 422, "validation_error", `emails[${errors[0].index}]: ${errors[0].message}`);
    const accepted = await accept(
      c,
      store,
      parsed.flatMap((result) => (result.success ? [result.data] : [])),
    );
    if (accepted instanceof Response) return accepted;
    return c.json({ data: accepted.map(({ id }) => ({ id })), ...(errors.length > 0 ? { errors } : {}) });
  });

  app.get("/emails/:id", (c) => {
    const message = store.get(c.req.param("id"));
    if (!message) return refuse(c, 404, "not_found", "Email not found");
    return c.json(asResend(message));
  });

  app.get("/messages", async (c) => {
    const filter = { to: c.req.query("to"), limit: Number(c.req.query("limit") ?? 200) || 200 };
    const deadline = Date.now() + Math.min(Number(c.req.query("wait_ms") ?? 0) || 0, 30_000);
    let found = store.list(filter);
    while (found.length === 0 && Date.now() < deadline) {
      await store.nextMail(deadline - Date.now());
      found = store.list(filter);
    }
    return c.json({ data: found });
  });
  app.delete("/messages", async (c) => {
    await store.clear();
    return c.body(null, 204);
  });
  app.get("/messages/:id", (c) => {
    const message = store.get(c.req.param("id"));
    return message ? c.json(message) : c.notFound();
  });
  app.get("/messages/:id/html", (c) => {
    const message = store.get(c.req.param("id"));
    if (!message) return c.notFound();
    c.header("content-security-policy", MAIL_POLICY);
    return c.html(`<base target="_blank">${message.html ?? `<pre>${escapeHtml(message.text ?? "")}</pre>`}`);
  });

  app.get("/authenticator", (c) => c.html(authenticatorPage));
  app.get("/authenticator/codes", (c) => {
    const data = [{ label: authenticator.label, code: totpCode(authenticator.secret) }];
    return c.json({ data, ms_left: totpTimeLeft() });
  });

  app.get("/", (c) => c.html(mailboxPage));
  return serveHttp(port, app.fetch);
}

async function accept(c: Context, store: MailStore, emails: Email[]): Promise<Message[] | Response> {
  const key = c.req.header("idempotency-key");
  if (key !== undefined && (key.length < 1 || key.length > 256))
    return refuse(c, 400, "invalid_idempotency_key", "The key must be between 1-256 chars.");
  const accepted = await store.accept(emails, key);
  if (accepted !== "conflict") return accepted;
  return refuse(
    c,
    409,
    "invalid_idempotent_request",
    "This idempotency key has been used on a request that has a different payload.",
  );
}

function asResend(message: Message): Record<string, unknown> {
  const { id, created_at, from, to, subject, html, text, cc, bcc, reply_to } = message;
  const last_event = message.scheduled_at ? "scheduled" : "delivered";
  return {
    object: "email",
    id,
    message_id: `<${id}@mailbox.local>`,
    to,
    from,
    created_at,
    subject,
    html: html ?? null,
    text: text ?? null,
    bcc: bcc ?? [],
    cc: cc ?? [],
    reply_to: reply_to ?? [],
    last_event,
  };
}

function refuseEmail(c: Context, error: z.ZodError): Response {
  const issue = error.issues[0];
  const field = String(issue?.path[0] ?? "body");
  const missing = issue?.code === "invalid_type" || issue?.code === "invalid_union";
  return missing
    ? refuse(c, 422, "missing_required_field", `Missing \`${field}\` field.`)
    : refuse(c, 422, "validation_error", issue?.message ?? "Invalid email.");
}

function refuse(c: Context, statusCode: 400 | 401 | 403 | 404 | 409 | 422, name: string, message: string): Response {
  return c.json({ statusCode, name, message }, statusCode);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
