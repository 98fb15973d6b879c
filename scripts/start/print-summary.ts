import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../stack/demo";
import type { Stack } from "../stack/stack";

/** The block at the end of a start: where everything is, and who one can be. */
export function printSummary(stack: Stack, startedInMs: number): void {
  const port = new URL(stack.urls.app).port;
  const people = Object.values(DEMO_ACCOUNTS).map(({ label, email }) => `  ${label.padEnd(14)} ${email}`);
  const lines = [
    "",
    `  Ready in ${(startedInMs / 1000).toFixed(1)} s`,
    "",
    `  Foyer          ${stack.urls.app}${port === "3000" ? "" : `   (port 3000 is taken by something else)`}`,
    `  Mailbox        ${stack.urls.mailbox}`,
    `  Sandbox        ${stack.urls.sandbox}`,
    "",
    `  Sign in with the password ${DEMO_PASSWORD} as`,
    ...people,
    `  The operator also needs a code: ${stack.urls.mailbox}/authenticator shows it`,
    "",
    "  Ctrl-C stops everything. Data stays in .foyer; npm run reset empties it.",
    "",
  ];
  console.log(lines.join("\n"));
}
