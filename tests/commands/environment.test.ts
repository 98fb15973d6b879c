import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { findFreePort } from "../../scripts/stack/process/find-free-port";
import { DIST_DIR } from "../support/build-browser-tests";
import { buildVariables } from "../support/build-variables";

const PASSWORD = "hunter2-5580";
const root = join(import.meta.dirname, "..", "..");

/** The application as it was built, started with this environment and nothing else of ours, as a host does. */
async function startServer(environment: Record<string, string>) {
  const port = await findFreePort(0);
  const args = [
    join(root, "node_modules/next/dist/bin/next"),
    "start",
    "--port",
    String(port),
    "--hostname",
    "localhost",
  ];
  const { PATH = "" } = process.env;
  const host = { PATH, NODE_ENV: "production" as const, NEXT_DIST_DIR: DIST_DIR, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, args, { cwd: root, env: { ...host, ...environment } });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      text += stripVTControlCharacters(String(chunk));
    });
  const ended = once(child, "close").then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { url: `http://localhost:${port}`, said: () => text, ended };
}

/** The one list that it ends with, line by line. */
function listIn(said: string): string[] {
  const lists = [
    ...said.matchAll(
      /^The environment is not usable:\n((?: {2}- .*\n)+)See \.env\.example and docs\/deployment\.md\.$/gm,
    ),
  ];
  expect([lists.length, said]).toEqual([1, expect.any(String)]);
  return (lists[0]?.[1] ?? "")
    .trimEnd()
    .split("\n")
    .map((line) => line.slice(4));
}

/** Whatever somebody could use: no value of the environment but words that everybody knows. */
function expectNothingSecret(said: string, environment: Record<string, string>): void {
  const known = /^(embedded|production|https?:\/\/localhost(:\d+)?(\/.*)?|localhost|warn|1)$/;
  for (const [name, value] of Object.entries(environment))
    if (value !== "" && !known.test(value)) expect([name, said.includes(value)]).toEqual([name, false]);
}

test("a server with a missing and malformed environment ends with one readable list and 1, and answers nobody", async () => {
  const { LOOKUP_KEY: _, SUPABASE_URL: __, ...rest } = await buildVariables();
  const broken = {
    ...rest,
    CRON_SECRET: "much-too-short-7431",
    FIELD_ENCRYPTION_KEYS: `first:${rest.FIELD_ENCRYPTION_KEYS}`,
    DATABASE_URL: `mysql://foyer:${PASSWORD}@db.internal/foyer`,
    LOG_LEVEL: "chatty-9921",
    MONITOR_KEY: "",
  };
  const server = await startServer(broken);
  expect(await server.ended).toBe(1);
  const list = listIn(server.said());
  expect(list.map((line) => line.split(" ")[0]).sort()).toEqual([
    ...[
      "CRON_SECRET",
      "DATABASE_URL",
      "FIELD_ENCRYPTION_KEYS",
      "LOG_LEVEL",
      "LOOKUP_KEY",
      "MONITOR_KEY",
      "SUPABASE_URL",
    ],
  ]);
  for (const name of ["LOOKUP_KEY", "MONITOR_KEY", "SUPABASE_URL"]) expect(list).toContain(`${name} is missing`);
  expectNothingSecret(server.said(), broken);
  expect(server.said()).not.toMatch(/^\s+at /m);
  expect(server.said()).not.toContain(PASSWORD);
  await expect(fetch(server.url)).rejects.toThrow();
});

test("a server that calls itself production and was given a machine's own environment ends as well", async () => {
  const local = { ...(await buildVariables()), FOYER_ENV: "production" };
  const server = await startServer(local);
  expect(await server.ended).toBe(1);
  const refused = listIn(server.said()).map((line) => line.split(" ")[0]);
  expect(refused).toEqual(
    expect.arrayContaining(["PUBLIC_BASE_URL", "DATABASE_URL", "EMAIL_FROM", "ORGANIZATION_DOMAIN"]),
  );
  expectNothingSecret(server.said(), local);
});

test("the embedded stage ends where Vercel runs it", async () => {
  const server = await startServer({ ...(await buildVariables()), VERCEL: "1" });
  expect(await server.ended).toBe(1);
  expect(listIn(server.said())).toEqual([
    "FOYER_ENV is embedded, which is for one's own machine only; set preview or production",
  ]);
});

test("control: with the environment it was built with, the same server goes on and answers", async () => {
  const server = await startServer(await buildVariables());
  const answer = async () => (await fetch(`${server.url}/api/webhook/health`).catch(() => undefined))?.status;
  await vi.waitUntil(async () => (await answer()) === 200, { timeout: 60_000, interval: 100 });
  expect(server.said()).not.toContain("not usable");
});
