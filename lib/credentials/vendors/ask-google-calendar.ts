import { importPKCS8, SignJWT } from "jose";
import { z } from "zod";
import { env } from "../../env";
import type { Ask } from "./ask";
import { refused, type Verdict, verdictOf } from "./verdict";

/** What is used of a service account's file. Its own `token_uri` is not: whoever wrote the file would choose whom we call. */
const ServiceAccount = z.object({
  type: z.literal("service_account"),
  client_email: z.string().min(3),
  private_key: z.string(),
  private_key_id: z.string().optional(),
});
const Token = z.object({ access_token: z.string().min(1) });
const TokenRefusal = z.object({ error: z.string() });
const Refusal = z.object({ error: z.object({ errors: z.array(z.object({ reason: z.string() })).min(1) }) });

const NOT_A_FILE = "This is not the JSON key of a service account. Copy the whole file, with its braces.";
const KEY_GONE = "Google does not accept this key: it was deleted there, or its service account was. Make a new one.";
const NOT_ENABLED = "Google accepts this key, but the Calendar API is not enabled in its project. Enable it there.";
const TOKEN_REFUSALS = ["invalid_grant", "invalid_client", "unauthorized_client", "disabled_client", "deleted_client"];

/**
 * Has a token made that may only read calendars, and asks with it whether the account's own calendar is busy this minute.
 * Source: https://developers.google.com/identity/protocols/oauth2/service-account
 */
export async function askGoogleCalendar(secret: string, ask: Ask): Promise<Verdict> {
  const assertion = await assertionOf(secret);
  if (!assertion) return refused("google_calendar", NOT_A_FILE);
  const grant = await ask({
    baseUrl: env().GOOGLE_TOKEN_URL,
    path: "",
    form: { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion },
  });
  const refusal = TokenRefusal.safeParse(grant.body);
  if (refusal.success && TOKEN_REFUSALS.includes(refusal.data.error)) return refused("google_calendar", KEY_GONE);
  const token = Token.safeParse(grant.body);
  if (!token.success) return verdictOf("google_calendar", { ...grant, ...(grant.status < 300 && { body: undefined }) });
  const now = Date.now();
  const answer = await ask({
    baseUrl: env().GOOGLE_CALENDAR_BASE_URL,
    path: "/freeBusy",
    authorization: `Bearer ${token.data.access_token}`,
    json: {
      timeMin: new Date(now).toISOString(),
      timeMax: new Date(now + 60_000).toISOString(),
      items: [{ id: "primary" }],
    },
  });
  const reason = Refusal.safeParse(answer.body).data?.error.errors[0]?.reason;
  if (answer.status !== 403 || reason === undefined) return verdictOf("google_calendar", answer);
  if (reason === "accessNotConfigured") return refused("google_calendar", NOT_ENABLED);
  // Google limits with 403 as well.
  return verdictOf("google_calendar", { ...answer, status: /rateLimit|quota/i.test(reason) ? 429 : 403 });
}

/** The signed word of the service account that it is who asks; undefined for what is no such file. */
async function assertionOf(secret: string): Promise<string | undefined> {
  try {
    const { client_email, private_key, private_key_id } = ServiceAccount.parse(JSON.parse(secret));
    return await new SignJWT({ scope: "https://www.googleapis.com/auth/calendar.readonly" })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", ...(private_key_id && { kid: private_key_id }) })
      .setIssuer(client_email)
      .setAudience(env().GOOGLE_TOKEN_URL)
      .setIssuedAt()
      .setExpirationTime("10m")
      .sign(await importPKCS8(private_key, "RS256"));
  } catch {
    return undefined;
  }
}
