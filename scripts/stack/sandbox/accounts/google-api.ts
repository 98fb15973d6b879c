import { createPrivateKey, createPublicKey, randomBytes } from "node:crypto";
import { Hono } from "hono";
import { decodeJwt, jwtVerify } from "jose";
import type { Parts } from "../sandbox";
import type { Account } from "../state/records";

const GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/** Tokens for service accounts whose signature is right, and the free/busy question. Source: https://developers.google.com/identity/protocols/oauth2/service-account */
export function googleApi({ store, origin }: Parts): Hono {
  const app = new Hono();
  const tokens = new Map<string, Account>();

  app.post("/token", async (c) => {
    const form = await c.req.parseBody();
    if (form.grant_type !== GRANT) return c.json({ error: "unsupported_grant_type" }, 400);
    const account = await signer(String(form.assertion ?? ""));
    if (!account) return c.json({ error: "invalid_grant", error_description: "Invalid JWT Signature." }, 400);
    if (account.manner === "silent") return new Promise<Response>(() => undefined);
    const access_token = `ya29.${randomBytes(24).toString("hex")}`;
    tokens.set(access_token, account);
    return c.json({ access_token, expires_in: 3599, token_type: "Bearer" });
  });

  app.post("/calendar/v3/freeBusy", (c) => {
    const account = tokens.get(c.req.header("authorization")?.replace(/^Bearer /, "") ?? "");
    if (!account) return c.json(failure(401, "authError", "Invalid Credentials"), 401);
    if (account.manner === "suspended")
      return c.json(failure(403, "accessNotConfigured", "Google Calendar API has not been used in project"), 403);
    return c.json({ kind: "calendar#freeBusy", calendars: { primary: { busy: [] } } });
  });

  /** The account whose key signed an assertion that is meant for this endpoint and not too old. */
  async function signer(assertion: string): Promise<Account | undefined> {
    try {
      const { iss } = decodeJwt(assertion);
      const account = [...store.accounts.values()].find(
        ({ kind, secret }) => kind === "google_calendar" && JSON.parse(secret).client_email === iss,
      );
      if (!account) return undefined;
      const key = createPublicKey(createPrivateKey(JSON.parse(account.secret).private_key));
      await jwtVerify(assertion, key, { audience: `${origin()}/google/token`, maxTokenAge: "1h" });
      return account;
    } catch {
      return undefined;
    }
  }
  return app;
}

const failure = (code: number, reason: string, message: string) => ({
  error: { code, message, errors: [{ domain: code === 401 ? "global" : "usageLimits", reason, message }] },
});
