import { equalInConstantTime } from "../../../lib/crypto/compare";
import type { FactorStore } from "./factor-store";
import { publicFactor } from "./public-factor";
import { refuse } from "./refuse";

/**
 * What the bearer of the secret key may do with somebody's factors: list and delete them.
 * @returns undefined for other paths. Source: supabase/auth internal/api/admin.go
 */
export async function answerAdmin(
  parts: { factors: FactorStore; secretKey: string },
  request: Request,
  path: string,
): Promise<Response | undefined> {
  const [, userId = "", factorId] = path.match(/^admin\/users\/([0-9a-f-]{36})\/factors(?:\/([0-9a-f-]{36}))?$/) ?? [];
  if (userId === "") return undefined;
  const bearer = request.headers.get("authorization")?.replace(/^Bearer /i, "") ?? "";
  if (!equalInConstantTime(bearer, parts.secretKey)) return refuse(403, "not_admin", "User not allowed");
  const factors = await parts.factors.factorsOf(userId);
  if (request.method === "GET" && !factorId) return Response.json(factors.map(publicFactor));
  const factor = factors.find(({ id }) => id === factorId);
  if (!factor || request.method !== "DELETE") return refuse(404, "mfa_factor_not_found", "Factor not found");
  await parts.factors.removeFactor(factor);
  return Response.json(publicFactor(factor));
}
