import type { TestProject } from "vitest/node";

/** Hands the stack that `npm run mutation` has booted to the tests, as tests/support/boot-integration.ts does with its own. */
export default function provideStack(project: TestProject): void {
  project.provide("stack", JSON.parse(process.env.FOYER_MUTATION_STACK ?? "null"));
}
