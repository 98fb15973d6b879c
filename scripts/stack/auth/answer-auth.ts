import { randomUUID } from "node:crypto";
import { answerAdmin } from "./answer-admin";
import { answerFactors } from "./answer-factors";
import type { AuthStore, AuthUser } from "./auth-store";
import type { HookFailure } from "./call-hook";
import { completeTokens } from "./complete-tokens";
import type { FactorStore } from "./factor-store";
import { refuse } from "./refuse";
import type { AuthMail } from "./send-email-payload";

/** What one request to the auth server carries along to the mail it may cause, and back. */
export type AuthCall = {
  redirectTo: string;
  ip?: string;
  userId?: string;
  failure?: HookFailure | null;
  failedTokenHash?: string;
};

type Parts = {
  store: AuthStore;
  factors: FactorStore;
  jwtSecret: string;
  secretKey: string;
  appUrl: string;
  send(to: string, mail: AuthMail): Promise<void>;
  within<T>(call: AuthCall, work: () => Promise<T>): Promise<T>;
  lite(request: Request): Promise<Response>;
};

/**
 * Paths that are served. The rest of Supabase (Data API, storage) is closed, and `/otp` and `/magiclink` stay shut
 * because the embedded server would confirm an address nobody has shown to own.
 */
const OPEN_PATHS =
  /^\/auth\/v1\/(signup|token|verify|recover|resend|reauthenticate|logout|user|health|settings|\.well-known\/.+|factors(\/.+)?|admin\/users\/[0-9a-f-]+\/factors(\/.+)?)$/;

/** Least time between two confirmation mails to one address; the Supabase CLI's default for local projects. */
const MAIL_PAUSE_MS = 1_000;

/** Names of `verifyOtp` that the embedded server lacks, and the one that looks at the same tokens. */
const VERIFY_TYPES: Record<string, string> = { email: "magiclink", invite: "signup" };

/**
 * Answers as hosted Supabase Auth, filling the gaps of the embedded one: a failed mail fails the request and takes the
 * sign-up back, a repeated sign-up does not reveal who has an account, confirmations can be sent again, tokens carry
 * the full set of claims.
 */
export function answerAuth(parts: Parts): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    if (request.method === "OPTIONS") return parts.lite(request);
    if (!OPEN_PATHS.test(url.pathname)) return refuse(404, "not_found", "This part of Supabase is closed here.");
    const path = url.pathname.slice("/auth/v1/".length);
    const body = request.method === "GET" ? null : await request.text();
    const input = parseObject(body);
    const call: AuthCall = {
      redirectTo: allowedRedirect(url.searchParams.get("redirect_to"), parts.appUrl),
      ip: request.headers.get("x-forwarded-for")?.split(",")[0]?.trim(),
      userId: subjectOf(request),
    };
    return parts.within(call, async () => {
      const answer = await serve(parts, request, path, body, input);
      if (!call.failure) {
        const issuer = `${url.origin}/auth/v1`;
        return completeTokens(answer, { ...parts, issuer }, methodOf(path, url.searchParams.get("grant_type")));
      }
      if (path === "signup" && call.failedTokenHash)
        await parts.store.forgetUnconfirmed(String(input.email), call.failedTokenHash);
      return refuse(call.failure.status, call.failure.code, call.failure.message);
    });
  };
}

async function serve(
  parts: Parts,
  request: Request,
  path: string,
  body: string | null,
  input: Record<string, unknown>,
): Promise<Response> {
  const forward = (text: string | null) =>
    parts.lite(new Request(request.url, { method: request.method, headers: request.headers, body: text }));
  const own =
    (await answerAdmin(parts, request, path)) ??
    (await answerFactors({ ...parts, refresh: (token) => refresh(parts, request, token) }, request, path, input)) ??
    (path === "user" && request.method === "PUT" ? await refuseWeakSession(parts, request, input) : undefined);
  if (own) return own;
  if (path === "verify" && typeof input.type === "string" && VERIFY_TYPES[input.type])
    return forward(JSON.stringify({ ...input, type: VERIFY_TYPES[input.type] }));
  const answer = await forward(body);
  // 429 is how the embedded server says "this address has signed up before", after all its other checks.
  if (answer.status === 429 && path === "signup") return repeatSignUp(parts, input);
  if (answer.status === 429 && path === "resend" && input.type === "signup") return resendConfirmation(parts, input);
  return answer;
}

function refresh(parts: Parts, { url, headers }: Request, token: string): Promise<Response> {
  const address = new URL("/auth/v1/token?grant_type=refresh_token", url);
  const apikey = headers.get("apikey") ?? "";
  const body = JSON.stringify({ refresh_token: token });
  return parts.lite(
    new Request(address, { method: "POST", headers: { "content-type": "application/json", apikey }, body }),
  );
}

/** Whoever has a second factor changes password and address only after showing it. Source: internal/api/user.go */
async function refuseWeakSession(
  parts: Parts,
  request: Request,
  input: Record<string, unknown>,
): Promise<Response | undefined> {
  if (!("password" in input) && !("email" in input)) return undefined;
  const claims = claimsOf(request);
  const [factors, session] = await Promise.all([
    parts.factors.factorsOf(subjectOf(request) ?? randomUUID()),
    parts.factors.findSession(typeof claims.session_id === "string" ? claims.session_id : randomUUID()),
  ]);
  if (session?.aal === "aal2" || !factors.some(({ status }) => status === "verified")) return undefined;
  return refuse(401, "insufficient_aal", "AAL2 session is required to update email or password when MFA is enabled.");
}

function methodOf(path: string, grant: string | null): "password" | "otp" | undefined {
  if (path === "verify") return "otp";
  return path === "signup" || (path === "token" && grant === "password") ? "password" : undefined;
}

async function repeatSignUp(parts: Parts, input: Record<string, unknown>): Promise<Response> {
  const email = String(input.email).toLowerCase();
  const user = await parts.store.findByEmail(email);
  if (user && !user.confirmed_at) {
    const sent = await mailConfirmation(parts, user);
    if (sent) return sent;
  }
  const now = new Date().toISOString();
  return Response.json({
    id: randomUUID(),
    aud: "authenticated",
    role: "authenticated",
    email,
    phone: "",
    confirmation_sent_at: now,
    app_metadata: { provider: "email", providers: ["email"] },
    user_metadata: input.data ?? {},
    identities: [],
    created_at: now,
    updated_at: now,
    is_anonymous: false,
  });
}

async function resendConfirmation(parts: Parts, input: Record<string, unknown>): Promise<Response> {
  const user = await parts.store.findByEmail(String(input.email));
  const refused = user && !user.confirmed_at ? await mailConfirmation(parts, user) : null;
  return refused ?? Response.json({});
}

async function mailConfirmation(parts: Parts, user: AuthUser): Promise<Response | null> {
  const pauseLeft = MAIL_PAUSE_MS - (Date.now() - (user.confirmation_sent_at?.getTime() ?? 0));
  if (pauseLeft > 0) {
    const seconds = Math.ceil(pauseLeft / 1000);
    return refuse(
      429,
      "over_email_send_rate_limit",
      `For security purposes, you can only request this after ${seconds} seconds.`,
    );
  }
  const { token, tokenHash } = await parts.store.renewConfirmation(user);
  await parts.send(user.email, { action: "signup", token, tokenHash, redirectTo: parts.appUrl });
  return null;
}

function allowedRedirect(wanted: string | null, appUrl: string): string {
  return wanted && URL.canParse(wanted) && new URL(wanted).origin === new URL(appUrl).origin ? wanted : appUrl;
}

function parseObject(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Whom the bearer token names. Unverified: only used to find the addressee of a mail the server itself decided on. */
function subjectOf(request: Request): string | undefined {
  const subject = claimsOf(request).sub;
  return typeof subject === "string" && /^[0-9a-f-]{36}$/.test(subject) ? subject : undefined;
}

function claimsOf(request: Request): Record<string, unknown> {
  const payload = request.headers.get("authorization")?.split(".")[1];
  return parseObject(payload ? Buffer.from(payload, "base64url").toString() : null);
}
