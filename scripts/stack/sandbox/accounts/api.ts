import { type Context, Hono } from "hono";
import type { Parts } from "../sandbox";
import type { Account, AccountKind } from "../state/records";
import { accountOf } from "./accounts";
import { googleApi } from "./google-api";

/**
 * What the other vendors answer to whoever asks whether a credential works: the documented question of each, and nothing
 * more of them yet. A silent account's vendor never answers; one that is suspended is known and may do nothing.
 */
export function accountsApi(parts: Parts): Hono {
  const app = new Hono();
  const known = (kind: AccountKind, secret: string | undefined) => accountOf(parts.store, kind, secret);

  // Source: https://www.twilio.com/docs/iam/api/account
  app.get("/twilio/2010-04-01/Accounts/:file", (c) => {
    const account = known("twilio", basicOf(c));
    const sid = c.req.param("file").replace(/\.json$/, "");
    if (!account?.secret.startsWith(`${sid}:`)) {
      const more_info = "https://www.twilio.com/docs/errors/20003";
      return c.json({ code: 20003, message: "Authenticate", more_info, status: 401 }, 401);
    }
    const status = account.manner === "suspended" ? "suspended" : "active";
    return unlessSilent(account, () => c.json({ sid, friendly_name: "Sandbox", status, type: "Full" }));
  });

  // Source: https://creatomate.com/docs/api
  app.get("/creatomate/v2/templates", (c) => {
    const account = known("creatomate", bearerOf(c));
    if (!account || account.manner === "suspended") return c.json({ hint: "The API key is not valid." }, 401);
    return unlessSilent(account, () => c.json([]));
  });

  // Source: https://api.slack.com/methods/auth.test
  app.post("/slack/auth.test", (c) => {
    const account = known("slack", bearerOf(c));
    if (!account) return c.json({ ok: false, error: "invalid_auth" });
    if (account.manner === "suspended") return c.json({ ok: false, error: "account_inactive" });
    const who = { url: "https://sandbox.slack.com/", team: "Sandbox", user: "foyer", team_id: "T0SANDBOX" };
    return unlessSilent(account, () => c.json({ ok: true, ...who, user_id: "U0SANDBOX", bot_id: "B0SANDBOX" }));
  });

  // Source: https://platform.openai.com/docs/api-reference/models/list
  app.get("/openai/v1/models", (c) => {
    const account = known("openai", bearerOf(c));
    if (!account) {
      const error = { message: "Incorrect API key provided.", type: "invalid_request_error", code: "invalid_api_key" };
      return c.json({ error: { ...error, param: null } }, 401);
    }
    if (account.manner === "suspended") {
      const message = "You have insufficient permissions for this operation. Missing scopes: api.model.read.";
      return c.json({ error: { message, type: "invalid_request_error", param: null, code: null } }, 403);
    }
    const model = { id: "gpt-sandbox", object: "model", created: 1764000000, owned_by: "sandbox" };
    return unlessSilent(account, () => c.json({ object: "list", data: [model] }));
  });

  app.route("/google", googleApi(parts));
  return app;
}

function bearerOf(c: Context): string | undefined {
  return c.req.header("authorization")?.replace(/^Bearer /, "");
}

function basicOf(c: Context): string {
  const given = c.req.header("authorization")?.replace(/^Basic /, "") ?? "";
  return Buffer.from(given, "base64").toString();
}

/** The answer; from a vendor that never says anything it never comes. */
function unlessSilent(account: Account, answer: () => Response): Response | Promise<Response> {
  return account.manner === "silent" ? new Promise(() => undefined) : answer();
}
