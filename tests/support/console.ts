import { format } from "node:util";

let original: typeof console.error | undefined;
let lines: string[] = [];
let expected: RegExp[] = [];

/** Collects what goes to console.error from now on. */
export function watchConsole(): void {
  lines = [];
  expected = [];
  original ??= console.error;
  console.error = (...parts: unknown[]) => {
    lines.push(format(...parts));
  };
}

export function forgetConsole(): void {
  if (original) console.error = original;
  original = undefined;
}

/** Says that this test provokes an error line matching `pattern`; other lines still fail it, and so does its absence. */
export function expectConsoleError(pattern: RegExp): void {
  expected.push(pattern);
}

/** What was not expected, and what was expected but never came. */
export function takeUnexpected(): string[] {
  const surprises = lines.filter((line) => !expected.some((pattern) => pattern.test(line)));
  const missing = expected.filter((pattern) => !lines.some((line) => pattern.test(line)));
  return [...surprises, ...missing.map((pattern) => `(expected ${pattern}, which did not come)`)];
}
