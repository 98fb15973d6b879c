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
  project.provide("stack", { env: { ...stack.env, LOG_LEVEL: "silent" }, urls: stack.urls });
  return stack.stop;
}
