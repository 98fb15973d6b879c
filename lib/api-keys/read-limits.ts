import type { Context } from "../auth/context";
import { may } from "../auth/permissions";
import { type Charge, countOf } from "../http/limit";
import { type Look, lookAtTurns } from "../redis/look-at-turns";
import { stateOf } from "./describe-api-key";
import { SHOWN } from "./rows";
import type { Limits, Usage } from "./schemas";

/**
 * How much of its limits an organization has used at this moment, and each of its keys: all of them for who may see keys,
 * itself for a key. Returns the second half of the work, which needs no transaction.
 */
export async function readLimits(ctx: Context): Promise<() => Promise<Limits>> {
  const keys = (await keysInSight(ctx)).filter((key) => ["active", "retiring"].includes(stateOf(key, Date.now())));
  const organization = [
    { counts: "changes", by: "people", tier: "api.organization" },
    { counts: "reads", by: "people", tier: "api.organization.reads" },
    { counts: "changes", by: "api_keys", tier: "api.keys" },
    { counts: "reads", by: "api_keys", tier: "api.keys.reads" },
  ] as const;
  const charges: Charge[] = [
    ...organization.map(({ tier }) => ({ tier, who: ctx.org.id })),
    ...keys.flatMap(({ id, requests_per_minute }) => [
      { tier: "api.key" as const, who: id, limit: requests_per_minute ?? undefined },
      { tier: "api.key.changes" as const, who: id },
    ]),
  ];
  return async () => {
    const looks = (await lookAtTurns(charges.map(countOf))).map(usageOf);
    const ofKeys = looks.slice(organization.length);
    return {
      organization: organization.map(({ counts, by }, i) => ({ counts, by, ...at(looks, i) })),
      api_keys: keys.map(({ id }, i) => ({ id, requests: at(ofKeys, 2 * i), changes: at(ofKeys, 2 * i + 1) })),
    };
  };
}

async function keysInSight(ctx: Context) {
  const seesAll = may(ctx.actor, "api_keys.read");
  if (!seesAll && ctx.actor.type !== "api_key") return [];
  let query = ctx.tx
    .selectFrom("api_keys")
    .select(SHOWN)
    .where("org_id", "=", ctx.org.id)
    .where("revoked_at", "is", null)
    .orderBy("id", "desc")
    .limit(200);
  if (!seesAll) query = query.where("id", "=", ctx.actor.id);
  return query.execute();
}

function at(looks: readonly Usage[], i: number): Usage {
  const look = looks[i];
  if (!look) throw new Error("a window was not looked at");
  return look;
}

function usageOf({ used, limit, window_ms, reset_at }: Look): Usage {
  return { used, limit, window_ms, empty_at: reset_at === null ? null : new Date(reset_at).toISOString() };
}
