import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";

// Neither Redis nor Postgres: ports nobody listens on. Set before anything has read the environment.
process.env.UPSTASH_REDIS_REST_URL = "http://127.0.0.1:9";
process.env.DATABASE_URL = "postgres://nobody@127.0.0.1:9/foyer";
const { takeTurns } = await import("@/lib/redis/take-turns");
const { tiers } = await import("@/lib/redis/tiers");

const names = Object.keys(tiers) as (keyof typeof tiers)[];

test("without Redis and Postgres, what must be counted is refused with 503 and the rest goes on (S13)", async () => {
  for (const tier of names) {
    const outcome = await takeTurns([{ tier, key: "somebody" }]).then(
      ([turn]) => (turn?.allowed ? "passes" : "refused"),
      (error) => (error instanceof AppError ? error.code : "another error"),
    );
    expect(outcome, tier).toBe(tiers[tier].without_redis === "memory" ? "passes" : "unavailable");
  }
});

test("signing in, changing, exporting, inviting, uploading and rendering are never counted in memory only", () => {
  expect(names.filter((tier) => tiers[tier].without_redis === "memory")).toEqual([
    "api.user.reads",
    "api.organization.reads",
    "api.key",
    "api.keys.reads",
    "live.user",
    "monitoring.address",
  ]);
});
