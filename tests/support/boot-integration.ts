import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import { bootTestStack } from "./stack";

declare module "vitest" {
  interface ProvidedContext {
    stack: { env: Record<string, string>; urls: { app: string; mailbox: string; sandbox: string; database: string } };
  }
}

/** One stack for all integration tests of a run; every test makes organizations of its own in it. */
export default async function bootIntegration(project: TestProject): Promise<() => Promise<void>> {
  const stack = await bootTestStack();
  // Two key-encryption keys, as in the middle of a rotation: the second wraps, the first still opens.
  const FIELD_ENCRYPTION_KEYS = `${stack.env.FIELD_ENCRYPTION_KEYS},2:${randomBytes(32).toString("base64")}`;
  const env = { ...stack.env, FIELD_ENCRYPTION_KEYS, LOG_LEVEL: "silent" };
  project.provide("stack", { env, urls: stack.urls });
  return stack.stop;
}
