import { AsyncLocalStorage } from "node:async_hooks";
import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import postgres from "postgres";
import { openAuthSchema } from "../postgres/prepare-database";
import { type HttpService, serveHttp } from "../process/serve-http";
import { answerStorage } from "../storage/answer-storage";
import { type AuthCall, answerAuth } from "./answer-auth";
import { authStore, hashToken } from "./auth-store";
import { callHook } from "./call-hook";
import { factorStore, makeFactorTables } from "./factor-store";
import { mailSubjects, parseMailSubject } from "./mail-subjects";
import { type AuthMail, sendEmailPayload } from "./send-email-payload";

export type AuthOptions = {
  port: number;
  superuserUrl: string;
  jwtSecret: string;
  publishableKey: string;
  secretKey: string;
  /** Origin of our own application: mails are rendered and sent by its hook route. */
  appUrl: string;
  hookSecret: string;
  /** Where the objects of Storage, which hosted projects serve at the same address, are kept. */
  storageFolder: string;
};

export const SEND_EMAIL_HOOK_PATH = "/api/auth/hooks/send-email";

/**
 * Supabase Auth over the stack's Postgres, as a hosted project with confirmations, the Send-Email hook and a closed Data
 * API would answer. Mail travels the production road: signed hook → our route → React Email → Resend's API.
 */
export async function serveAuth(options: AuthOptions): Promise<HttpService> {
  process.env.DO_NOT_TRACK = "1";
  const quiet = { onnotice: () => {}, connection: { application_name: "supabase-auth" } };
  const sql = postgres(options.superuserUrl, { ...quiet, max: 3 });
  const store = authStore(sql);
  const calls = new AsyncLocalStorage<AuthCall>();
  let authUrl = "";

  const send = async (to: string, mail: AuthMail): Promise<void> => {
    const call = calls.getStore();
    const user = await store.findByEmail(to).then((found) => found ?? (call?.userId && store.findById(call.userId)));
    if (!user || !call) throw new Error("An auth mail outside a request");
    const payload = sendEmailPayload(mail, user, authUrl, call.ip);
    call.failure = await callHook(`${options.appUrl}${SEND_EMAIL_HOOK_PATH}`, options.hookSecret, payload);
    call.failedTokenHash = call.failure ? mail.tokenHash : undefined;
  };

  const lite = new App({
    connection: createPostgresConnection({ url: options.superuserUrl, postgresOptions: { ...quiet, max: 8 } }),
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      jwt_expiry: 3600,
      site_url: options.appUrl,
      enable_refresh_token_rotation: true,
      refresh_token_reuse_interval: 10,
      minimum_password_length: 8,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      email: {
        enable_signup: true,
        enable_confirmations: true,
        // The embedded server has no two-mailbox change; this is hosted Supabase with "secure email change" off.
        double_confirm_changes: false,
        otp_length: 6,
        otp_expiry: 3600,
        template: mailSubjects,
      },
    },
    options: {
      server: { admin: false },
      drivers: {
        email: {
          async send({ to, subject, text }: { to: string; subject: string; text?: string }) {
            const token = text?.match(/\d{6}/)?.[0] ?? "";
            const facts = parseMailSubject(subject) ?? {
              action: "reauthentication" as const,
              token,
              tokenHash: hashToken(to, token),
            };
            await send(to, { ...facts, redirectTo: calls.getStore()?.redirectTo ?? options.appUrl });
          },
        },
      },
    },
  });
  await lite.ensureSystemSchema();
  await makeFactorTables(sql);
  await openAuthSchema(sql);

  const handle = answerAuth({
    store,
    factors: factorStore(sql),
    secretKey: options.secretKey,
    jwtSecret: options.jwtSecret,
    appUrl: options.appUrl,
    send,
    within: (call, work) => calls.run(call, work),
    lite: (request) => Promise.resolve(lite.fetch(request)),
  });
  const storage = answerStorage(options.storageFolder, options.secretKey);
  const service = await serveHttp(options.port, (request) =>
    new URL(request.url).pathname.startsWith("/storage/v1/") ? storage(request) : handle(request),
  );
  authUrl = `${service.url}/auth/v1`;
  return {
    url: service.url,
    async stop() {
      await service.stop();
      await lite.connection.close();
      await sql.end({ timeout: 2 });
    },
  };
}
