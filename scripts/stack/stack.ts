import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { serveAuth } from "./auth/serve-auth";
import { DEMO_ACCOUNTS } from "./demo";
import { stackEnvironment } from "./environment";
import { openMailStore } from "./mailbox/open-mail-store";
import { serveMailbox } from "./mailbox/serve-mailbox";
import { type PortName, preferredPort, rememberPorts } from "./ports";
import { startPostgres } from "./postgres/start-postgres";
import { findFreePort } from "./process/find-free-port";
import { readdressSandbox } from "./readdress-sandbox";
import { serveUpstash } from "./redis/serve-upstash";
import { startRedis } from "./redis/start-redis";
import { startSandbox } from "./sandbox/server";
import { loadSecrets } from "./secrets";

export type StackOptions = {
  /** Folder of everything the stack keeps; made when missing. */
  dataDir: string;
  /** Port our application should get; the next free one is taken when it is in use. Default 3000. */
  appPort?: number;
  /** Throw-away stack on free ports, without fsync: for tests. */
  ephemeral?: boolean;
  /** Prints nothing. */
  quiet?: boolean;
  /** Called once when a part dies by itself, after the rest was stopped. Default: say so and exit with 1. */
  onCrash?: (reason: string) => void;
};

export type Stack = {
  /** Every variable of `lib/env.ts` that our application needs. */
  env: Record<string, string>;
  urls: { app: string; mailbox: string; sandbox: string; database: string };
  /** Secret of the demo operator's authenticator app. */
  operatorTotpSecret: string;
  /** Where redis commands really go: "redis-server" or "in process". */
  redis: string;
  /** Stops every part in reverse order; the database is shut down cleanly. Safe to call again. */
  stop(): Promise<void>;
};

/**
 * Boots the embedded stack in this process: Postgres, Supabase Auth, Redis behind Upstash's REST interface, a
 * Resend-compatible mailbox and the vendor sandbox. Our application itself is not started; `env` is what it needs.
 */
export async function bootStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir);
  await mkdir(join(dataDir, "log"), { recursive: true });
  const secrets = await loadSecrets(join(dataDir, "secrets.json"));
  const portsFile = join(dataDir, "ports.json");
  const port = (name: PortName) => (options.ephemeral ? 0 : preferredPort(portsFile, name));
  const appUrl = `http://localhost:${await findFreePort(options.appPort ?? port("app"))}`;

  const started: { stop(): Promise<void> }[] = [];
  const keep = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
    started.push(part);
    return part;
  };
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= stopAll(started);
    return stopped;
  };
  const onCrash = (reason: string) => {
    if (stopped) return;
    void stop().then(() => (options.onCrash ?? exitLoudly)(reason));
  };

  try {
    const sink = { onCrash, onLine: (line: string) => void log.write(`${line}\n`) };
    const log = createWriteStream(join(dataDir, "log", "stack.log"), { flags: "a" });
    log.on("error", () => {});
    started.push({ stop: async () => void log.end() });

    const startingPostgres = startPostgres({
      home: join(dataDir, "postgres"),
      port: port("database"),
      password: secrets.postgres_password,
      ephemeral: options.ephemeral ?? false,
      ...sink,
    }).then(keep);
    const startingRedis = startRedis({
      home: join(dataDir, "redis"),
      port: port("redis"),
      password: secrets.redis_password,
      ...sink,
    }).then(keep);
    // When one fails, what else has started must be known before it can be stopped.
    await Promise.allSettled([startingPostgres, startingRedis]);
    const [postgres, redis] = await Promise.all([startingPostgres, startingRedis]);

    // One after the other: two that look for a port at the same moment would find the same one.
    const upstash = keep(await serveUpstash(port("upstash"), secrets.upstash_token, redis));
    const mailbox = keep(
      await serveMailbox(port("mailbox"), secrets.resend_api_key, await openMailStore(join(dataDir, "mail")), {
        label: DEMO_ACCOUNTS.operator.email,
        secret: secrets.operator_totp_secret,
      }),
    );
    await readdressSandbox(join(dataDir, "sandbox", "state.json"), appUrl);
    const sandboxPort = await findFreePort(port("sandbox"));
    const sandbox = keep(await startSandbox({ port: sandboxPort, dataDir: join(dataDir, "sandbox"), quiet: true }));
    const auth = keep(
      await serveAuth({
        port: port("auth"),
        superuserUrl: postgres.superuserUrl,
        jwtSecret: secrets.jwt_secret,
        publishableKey: secrets.supabase_publishable_key,
        secretKey: secrets.supabase_secret_key,
        appUrl,
        hookSecret: secrets.send_email_hook_secret,
        storageFolder: join(dataDir, "storage"),
      }),
    );

    await rememberPorts(portsFile, {
      auth: auth.url,
      database: postgres.url,
      mailbox: mailbox.url,
      upstash: upstash.url,
      sandbox: sandbox.url,
    });
    const urls = { app: appUrl, mailbox: mailbox.url, sandbox: sandbox.url, database: postgres.url };
    return {
      env: stackEnvironment(secrets, { ...urls, auth: auth.url, upstash: upstash.url }),
      urls,
      operatorTotpSecret: secrets.operator_totp_secret,
      redis: redis.kind,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function stopAll(started: { stop(): Promise<void> }[]): Promise<void> {
  for (const part of started.toReversed()) {
    try {
      await part.stop();
    } catch (error) {
      console.error("A part of the stack did not stop:", error);
    }
  }
}

function exitLoudly(reason: string): void {
  console.error(`\nThe stack has stopped: ${reason}`);
  process.exit(1);
}
