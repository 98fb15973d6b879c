import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { isVerifiable, KINDS, kinds } from "@/lib/credentials/kinds";
import { askVendor } from "@/lib/credentials/vendors/ask-vendor";
import { env } from "@/lib/env";
import { setEnvironment } from "../../support/environment";

type Seen = { method: string; path: string; authorization: string; body: string };
type Say = (request: Seen, response: ServerResponse) => void;

let say: Say;
let seen: Seen[] = [];
let server: Server;
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const client_email = "foyer@clinic.iam.gserviceaccount.com";
const file = {
  ...{ type: "service_account", client_email, private_key: privateKey.export({ type: "pkcs8", format: "pem" }) },
  // Whoever wrote the file chose this: nothing may be sent there.
  token_uri: "http://127.0.0.1:9/token",
};
const SECRETS = {
  ...{ retell: "key_retell", vapi: "key_vapi", creatomate: "key_creatomate", slack: "xoxb-1", openai: "sk-1" },
  ...{ resend: "re_1", twilio: `AC${"0".repeat(32)}:token`, google_calendar: JSON.stringify(file) },
};
const asked = kinds.filter(isVerifiable);
const ask = (kind: (typeof asked)[number], withinMs?: number) => askVendor(kind, SECRETS[kind], withinMs);

const json =
  (status: number, body: unknown): Say =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };

/** What each vendor says to a good credential, by the path of its question. */
const GOOD: Record<string, unknown> = {
  "GET /retell/get-concurrency": { current_concurrency: 0, concurrency_limit: 20 },
  "GET /vapi/assistant?limit=1": [],
  "GET /creatomate/v2/templates?tags=foyer-verifies-its-key": [],
  "POST /slack/auth.test": { ok: true, team: "Clinic" },
  "GET /openai/v1/models": { object: "list", data: [] },
  "GET /resend/domains": { data: [] },
  [`GET /twilio/2010-04-01/Accounts/AC${"0".repeat(32)}.json`]: { status: "active" },
  "POST /google/token": { access_token: "ya29.1", expires_in: 3599 },
  "POST /google/calendar/v3/freeBusy": { calendars: { primary: { busy: [] } } },
};
const good: Say = (request, response) => json(200, GOOD[`${request.method} ${request.path}`])(request, response);
/** Another answer to one question; the others are answered well. */
const butFor =
  (path: string, other: Say): Say =>
  (request, response) =>
    (request.path === path ? other : good)(request, response);

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method = "", url: path = "", headers } = request;
    const one = { method, path, authorization: headers.authorization ?? "", body };
    seen.push(one);
    say(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  setEnvironment({
    ...{ RETELL_BASE_URL: `${url}/retell`, VAPI_BASE_URL: `${url}/vapi`, TWILIO_BASE_URL: `${url}/twilio` },
    ...{ GOOGLE_TOKEN_URL: `${url}/google/token`, GOOGLE_CALENDAR_BASE_URL: `${url}/google/calendar/v3` },
    ...{ CREATOMATE_BASE_URL: `${url}/creatomate`, SLACK_BASE_URL: `${url}/slack` },
    ...{ OPENAI_BASE_URL: `${url}/openai/v1`, RESEND_BASE_URL: `${url}/resend` },
  });
});
beforeEach(() => {
  seen = [];
  say = good;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe.each(asked)("a credential of %s", (kind) => {
  test("works when its vendor accepts it", async () => {
    expect(await ask(kind)).toEqual({ verification: "valid", verification_problem: null });
    expect(seen.map(({ method, path }) => `${method} ${path}`).every((each) => each in GOOD)).toBe(true);
  });

  test("is refused when the vendor says 401", async () => {
    say = json(401, { error: "invalid_client", message: "no" });
    expect(await ask(kind)).toMatchObject({ verification: "refused", verification_problem: expect.any(String) });
  });

  test("is neither while the vendor is silent, and nobody waits longer than the one deadline", async () => {
    say = () => undefined;
    expect(await ask(kind, 300)).toEqual({
      verification: "unanswered",
      verification_problem: expect.stringContaining("did not answer in time"),
    });
    // Google is asked twice at most; a second question would have its own wait.
    expect(seen.length).toBeLessThan(2);
  });

  test("is neither when the answer drips, breaks off, limits, fails or is somebody else's page", async () => {
    const answers: Say[] = [
      (_, response) => response.writeHead(200).write("{"),
      (_, response) => response.writeHead(200, { "content-length": "100" }).destroy(),
      json(429, {}),
      json(503, {}),
      (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome to the hotel</h1>"),
      (_, response) => response.writeHead(200).end(`[${"1,".repeat(600_000)}1]`),
      (_, response) => response.writeHead(403, { "content-type": "text/html" }).end("<h1>Are you human?</h1>"),
      (_, response) => response.writeHead(404, { "content-type": "text/html" }).end("<h1>Nothing here</h1>"),
      json(200, null),
      json(200, "ok"),
    ];
    for (const answer of answers) {
      say = answer;
      expect((await ask(kind, 400)).verification, answer.toString()).toBe("unanswered");
    }
  });

  test("is left in doubt in words that say whose trouble it is", async () => {
    const said = async (status: number) => {
      say = json(status, {});
      return ask(kind);
    };
    const words = (problem: string) => ({ verification: "unanswered", verification_problem: problem });
    const { label } = KINDS[kind];
    expect(await said(429)).toEqual(words(`${label} asks us to slow down. Try again in a minute.`));
    expect(await said(503)).toEqual(words(`${label} has trouble just now (503). Try again in a moment.`));
    expect(await said(418)).toEqual(words(`${label} refused the request (418).`));
  });

  test("is not carried along to where the vendor redirects", async () => {
    say = (request, response) => {
      if (request.path === "/elsewhere") return json(200, {})(request, response);
      response.writeHead(302, { location: "/elsewhere" }).end();
    };
    expect((await ask(kind)).verification).toBe("unanswered");
    expect(seen.map(({ path }) => path)).not.toContain("/elsewhere");
  });

  test("is shown to its vendor in the one header, and stands in no verdict", async () => {
    const verdicts = [await ask(kind)];
    say = (request, response) =>
      json(400, { error: "invalid_grant", message: request.authorization })(request, response);
    verdicts.push(await ask(kind));
    expect(JSON.stringify(verdicts)).not.toContain(SECRETS[kind]);
    if (kind === "google_calendar") return;
    const [shown] = seen;
    const basic = `Basic ${Buffer.from(SECRETS.twilio).toString("base64")}`;
    expect(shown?.authorization).toBe(kind === "twilio" ? basic : `Bearer ${SECRETS[kind]}`);
    expect(`${shown?.path}${shown?.body}`).not.toContain(SECRETS[kind]);
  });
});

test("a fault of ours is not taken for a vendor's silence", async () => {
  const { CREATOMATE_BASE_URL } = env();
  onTestFinished(() => void Object.assign(env(), { CREATOMATE_BASE_URL }));
  Object.assign(env(), { CREATOMATE_BASE_URL: "nowhere" });
  await expect(ask("creatomate")).rejects.toThrow("Invalid URL");
});

describe("what a vendor says in words of its own", () => {
  test("Twilio: a suspended account answers and is refused, an unknown one too", async () => {
    say = json(200, { status: "suspended" });
    expect(await ask("twilio")).toMatchObject({
      verification: "refused",
      verification_problem: expect.stringContaining("not active"),
    });
    say = json(404, { code: 20404 });
    expect((await ask("twilio")).verification).toBe("refused");
    say = json(503, { status: "closed" });
    expect((await ask("twilio")).verification).toBe("unanswered");
  });

  test("Twilio: the account is asked about by its own name, whatever the name holds", async () => {
    await askVendor("twilio", "AC1/../../2?x=:token");
    expect(seen.map(({ path }) => path)).toEqual(["/twilio/2010-04-01/Accounts/AC1%2F..%2F..%2F2%3Fx%3D.json"]);
  });

  test.each([
    ["invalid_auth", "refused"],
    ["account_inactive", "refused"],
    ["token_revoked", "refused"],
    ["token_expired", "refused"],
    ["not_authed", "refused"],
    ["no_permission", "refused"],
    ["ratelimited", "unanswered", "slow down"],
    ["rate_limited", "unanswered", "slow down"],
    ["fatal_error", "unanswered", "did not say"],
  ])("Slack: %s, said with 200, is %s", async (error, verification, words = "does not accept") => {
    say = json(200, { ok: false, error });
    const verification_problem = expect.stringContaining(words);
    expect(await ask("slack")).toEqual({ verification, verification_problem });
  });

  test("Slack: an `ok` is no yes where the status is a no", async () => {
    for (const status of [404, 500]) {
      say = json(status, { ok: true });
      expect((await ask("slack")).verification, `${status}`).toBe("unanswered");
    }
  });

  test("Slack: a 200 without its `ok` is no yes", async () => {
    say = json(200, { team: "Clinic" });
    expect((await ask("slack")).verification).toBe("unanswered");
  });

  test("OpenAI: a restricted key is known, and the remark says what was not asked", async () => {
    say = json(403, { error: { message: "You have insufficient permissions. Missing scopes: api.model.read." } });
    expect(await ask("openai")).toEqual({
      verification: "valid",
      verification_problem: expect.stringContaining("may not list models"),
    });
    for (const status of [401, 403])
      for (const message of ["Missing scopes: api.model.read.", "You have insufficient permissions for this."]) {
        say = json(status, { error: { message } });
        expect((await ask("openai")).verification, `${status} ${message}`).toBe("valid");
      }
    say = json(500, { error: { message: "Missing scopes: api.model.read." } });
    expect((await ask("openai")).verification).toBe("unanswered");
    say = json(401, { error: { message: "Incorrect API key provided", code: "invalid_api_key" } });
    expect((await ask("openai")).verification).toBe("refused");
  });

  test("Resend: a key that only sends is told so, and works; a wrong one is refused, also with 400", async () => {
    say = json(401, { name: "restricted_api_key", message: "This API key is restricted to only send emails." });
    expect(await ask("resend")).toEqual({ verification: "valid", verification_problem: null });
    say = json(400, { name: "invalid_api_key", message: "No" });
    expect((await ask("resend")).verification).toBe("refused");
    say = json(400, { name: "validation_error", message: "API key is invalid" });
    expect((await ask("resend")).verification).toBe("refused");
    say = json(400, { name: "validation_error", message: "Something else" });
    expect((await ask("resend")).verification).toBe("unanswered");
  });
});

describe("a service account of Google", () => {
  test("signs for the configured endpoint, for ten minutes, for reading only; the file's own address is not asked", async () => {
    await ask("google_calendar");
    const [grant, question] = seen;
    const form = new URLSearchParams(grant?.body);
    expect(form.get("grant_type")).toBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
    const claims = decodeJwt(form.get("assertion") ?? "");
    expect(claims).toMatchObject({
      ...{ iss: client_email, aud: process.env.GOOGLE_TOKEN_URL },
      scope: "https://www.googleapis.com/auth/calendar.readonly",
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(600);
    expect(question?.authorization).toBe("Bearer ya29.1");
    expect(JSON.stringify(seen)).not.toContain(file.private_key.slice(40, 80));
  });

  test("is refused without a question when it is no key file", async () => {
    const others = [{ private_key: "none" }, { type: "authorized_user" }, { client_email: "" }];
    for (const secret of ["{}", "x".repeat(40), ...others.map((each) => JSON.stringify({ ...file, ...each }))])
      expect(await askVendor("google_calendar", secret)).toMatchObject({
        verification: "refused",
        verification_problem: expect.stringContaining("not the JSON key of a service account"),
      });
    expect(seen).toEqual([]);
  });

  test.each<[string, string, string]>([
    ...["invalid_grant", "invalid_client", "unauthorized_client", "disabled_client", "deleted_client"].map(
      (error): [string, string, string] => [error, "refused", "was deleted there"],
    ),
    ["temporarily_unavailable", "unanswered", "(400)"],
  ])("that is told %s is %s", async (error, verification, words) => {
    say = json(400, { error });
    const verification_problem = expect.stringContaining(words);
    expect(await ask("google_calendar")).toEqual({ verification, verification_problem });
  });

  test("has one deadline for both questions", async () => {
    say = (request, response) => void setTimeout(() => good(request, response), 600);
    expect((await ask("google_calendar", 900)).verification).toBe("unanswered");
    expect(seen).toHaveLength(2);
  });

  test("that Google refuses in words we do not know is refused", async () => {
    say = json(403, { error: "org_internal" });
    expect((await ask("google_calendar")).verification).toBe("refused");
  });

  test("that is answered without a token has no yes, and nothing more is asked", async () => {
    say = butFor("/google/token", json(200, { expires_in: 3599 }));
    expect((await ask("google_calendar")).verification).toBe("unanswered");
    expect(seen).toHaveLength(1);
  });

  test("names its key where the file does, and asks about the minute that has begun", async () => {
    await askVendor("google_calendar", JSON.stringify({ ...file, private_key_id: "key-7" }));
    const [grant, question] = seen;
    const assertion = new URLSearchParams(grant?.body).get("assertion") ?? "";
    expect(decodeProtectedHeader(assertion)).toEqual({ alg: "RS256", typ: "JWT", kid: "key-7" });
    const { timeMin, timeMax, items } = JSON.parse(question?.body ?? "{}");
    expect([Date.parse(timeMax) - Date.parse(timeMin), items]).toEqual([60_000, [{ id: "primary" }]]);
  });

  test.each([
    [403, "accessNotConfigured", "refused", "Enable it there"],
    [403, "forbidden", "refused", "does not accept this key"],
    [403, "userRateLimitExceeded", "unanswered", "slow down"],
    [403, "quotaExceeded", "unanswered", "slow down"],
    [500, "backendError", "unanswered", "(500)"],
    [500, "accessNotConfigured", "unanswered", "(500)"],
  ])("whose calendar is answered %i %s is %s", async (status, reason, verification, words) => {
    say = butFor("/google/calendar/v3/freeBusy", json(status, { error: { errors: [{ reason }] } }));
    const verification_problem = expect.stringContaining(words);
    expect(await ask("google_calendar")).toEqual({ verification, verification_problem });
  });
});
