import { z } from "zod";
import packageJson from "../../package.json";
import { env } from "../env";
import { requireMonitor } from "../http/with-monitor";
import { checkHealth } from "./check-health";

/** `depth=deep` asks for everything the product leans on, and needs the monitors' key. */
export const AskHealth = z.object({ depth: z.enum(["shallow", "deep"]).default("shallow") });
export type AskHealth = z.infer<typeof AskHealth>;

/**
 * Shallow: this process answers; 200 always, for load balancers and liveness. Deep: 200 when the product works (`ok`, or
 * `degraded`: something people can do without is missing), 503 when it does not (`down`).
 */
export async function answerHealth(request: Request, { depth }: AskHealth): Promise<object> {
  if (depth === "shallow") return { status: "ok", time: new Date().toISOString() };
  requireMonitor(request);
  const health = await checkHealth();
  const { FOYER_ENV, VERCEL_GIT_COMMIT_SHA } = env();
  const about = { version: packageJson.version, release: VERCEL_GIT_COMMIT_SHA ?? null, environment: FOYER_ENV };
  return Response.json({ ...health, ...about }, { status: health.status === "down" ? 503 : 200 });
}
