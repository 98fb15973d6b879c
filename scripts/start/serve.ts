import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { migrate } from "../database/migrate";
import { step } from "../launch/progress.mjs";
import { ensureDemoFactor } from "../stack/auth/ensure-demo-factor";
import { startScheduler } from "../stack/scheduler";
import { bootStack } from "../stack/stack";
import { buildApp, isBuilt } from "./build-app";
import { printSummary } from "./print-summary";
import { needsSeed, seed } from "./seed-database";
import { serveApp } from "./serve-app";

/**
 * The long-lived half of `npm start [-- --calls 500]`: boots, migrates, seeds, builds, serves, and takes everything down in
 * order. `--calls` says how much history each organization of a new demo gets.
 */
const root = join(import.meta.dirname, "..", "..");
const { values } = parseArgs({ options: { dev: { type: "boolean" }, calls: { type: "string" } } });
const mode = values.dev ? "dev" : "start";
const began = Date.now() - Math.round(performance.now());

const running: { stop(): Promise<void> }[] = [];
const stopping = new AbortController();
let exitCode = 0;

async function stopAll(): Promise<void> {
  for (const part of running.toReversed()) await part.stop();
}

function leave(reason?: string): void {
  if (stopping.signal.aborted) return;
  stopping.abort();
  if (process.connected) process.send?.({ stopping: true });
  if (reason) {
    exitCode = 1;
    console.error(`\n  ${reason}\n`);
  }
  console.log("\n  Stopping …");
  const finish = () => {
    if (!reason) console.log("  Stopped; the database is shut down.\n");
    process.exit(exitCode);
  };
  stopAll().then(finish, finish);
}

for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => leave());
// The launcher is gone without a signal (kill -9): the channel to it closes.
process.on("disconnect", () => leave());

function appLine(line: string): void {
  appendFileSync(join(root, ".foyer", "log", "app.log"), `${line}\n`);
  if (mode === "dev" || /error|warn|⨯/i.test(line)) console.log(line);
}

async function main(): Promise<void> {
  const stack = await step("Boot Postgres, Auth, Redis, mailbox and vendor sandbox", async (note) => {
    const booted = await bootStack({ dataDir: join(root, ".foyer"), appPort: 3000, quiet: true, onCrash: leave });
    running.push(booted);
    if (booted.redis === "in process") note("(no redis-server: in memory)");
    return booted;
  });
  const distDir = ".next";
  // Building needs the processor, migrating and seeding mostly the database: they run side by side.
  const unchanged = mode === "dev" || (await isBuilt(root, distDir));
  const built = unchanged ? Promise.resolve() : buildApp(root, distDir, stack.env, stopping.signal);
  built.catch(() => {});
  await step("Migrate the database", async (note) => {
    const applied = await migrate(stack.urls.database);
    if (applied.length > 0) note(`(${applied.length} new)`);
  });
  const seeded = join(root, ".foyer", "seeded");
  if (await needsSeed(stack.urls.database, seeded))
    await step("Make the demo data", () =>
      seed({ root, marker: seeded, env: stack.env, calls: values.calls, signal: stopping.signal }),
    );
  await ensureDemoFactor(stack.urls.database, stack.operatorTotpSecret);
  if (mode === "start")
    await step("Build the application", async (note) => {
      if (unchanged) note("(as it was)");
      await built;
    });
  await step("Serve the application", async () => {
    running.push(
      await serveApp({ root, mode, distDir, url: stack.urls.app, env: stack.env, onLine: appLine, onCrash: leave }),
    );
  });
  running.push(
    await startScheduler({
      file: join(root, "vercel.json"),
      appUrl: stack.urls.app,
      secret: stack.env.CRON_SECRET ?? "",
      onLine: appLine,
    }),
  );
  process.send?.({ url: stack.urls.app });
  printSummary(stack, Date.now() - began);
}

main().catch((error: unknown) => {
  if (!stopping.signal.aborted) leave(error instanceof Error ? error.message : String(error));
});
