import { afterEach, beforeEach } from "vitest";
import { forgetConsole, takeUnexpected, watchConsole } from "./console";

/** An error nobody expected fails the test it appeared in, even when every assertion holds. */
beforeEach(() => watchConsole());

afterEach(() => {
  const unexpected = takeUnexpected();
  forgetConsole();
  if (unexpected.length > 0) throw new Error(`Unexpected console.error:\n${unexpected.join("\n")}`);
});
