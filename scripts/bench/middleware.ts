import { sessionCookie } from "../../lib/auth/session-cookie";
import { measureInTurns, ms } from "./measure";
import type { Figure } from "./report";

const TURNS = 400;

/** What the middleware adds to a page: the same page behind it and beside it, with a session, in turns on one server. */
export async function benchMiddleware(appUrl: string): Promise<Figure[]> {
  const headers = { cookie: `${sessionCookie().name}=base64-${session()}` };
  const open = (path: string) => async () => {
    const answer = await fetch(`${appUrl}${path}`, { headers, redirect: "manual" });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    await answer.text();
  };
  const { behind, beside } = await measureInTurns(
    { beside: open("/api/health/bare"), behind: open("/health/bare") },
    TURNS,
  );
  return [
    {
      name: "A page behind the middleware, against the same page without it",
      value: behind.p50 / beside.p50,
      unit: "ratio",
      detail: `p50 ${ms(behind.p50)} against ${ms(beside.p50)}`,
    },
  ];
}

// The middleware reads when a session ends, and does not ask whether it is genuine: that is the page's business.
function session(): string {
  return Buffer.from(JSON.stringify({ expires_at: Math.floor(Date.now() / 1000) + 3_600 })).toString("base64url");
}
