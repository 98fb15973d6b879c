import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import type { Stack } from "../../scripts/stack/stack";
import { bootTestStack } from "./stack";

declare module "vitest" {
  interface ProvidedContext {
    stack: { env: Record<string, string>; urls: { app: string; mailbox: string; sandbox: string; database: string } };
  }
}

type Booted = { stack: Stack; env: Record<string, string> };

/** Where the projects of a run meet: each of them has modules of its own. */
const run = globalThis as { foyerTestStack?: Promise<Booted> };

/** One stack for all integration tests of a run; every test makes organizations of its own in it. */
export default async function bootIntegration(project: TestProject): Promise<() => Promise<void>> {
  const isFirst = run.foyerTestStack === undefined;
  run.foyerTestStack ??= boot();
  const { stack, env } = await run.foyerTestStack;
  project.provide("stack", { env, urls: stack.urls });
  return async () => {
    if (isFirst) await stack.stop();
  };
}

async function boot(): Promise<Booted> {
  const stack = await bootTestStack();
  // Two key-encryption keys, as in the middle of a rotation: the second wraps, the first still opens.
  const FIELD_ENCRYPTION_KEYS = `${stack.env.FIELD_ENCRYPTION_KEYS},2:${randomBytes(32).toString("base64")}`;
  return { stack, env: { ...stack.env, FIELD_ENCRYPTION_KEYS, LOG_LEVEL: "silent" } };
}
