import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { firstProven } from "@/lib/ingest/first-proven";
import { type RefusalReason, refused, VERIFIED } from "@/lib/voice/verification";

/** Agents named for what becomes of a delivery at each. */
type Agent = RefusalReason | "proven" | "unreadable" | "away";
async function verify(agent: Agent) {
  if (agent === "unreadable") throw new AppError("not_configured", "It does not open.");
  if (agent === "away") throw new AppError("unavailable", "The database is away.");
  return agent === "proven" ? VERIFIED : refused(agent);
}
const among = (...agents: Agent[]) => firstProven(agents, 100, verify);

describe("among agents that may have sent a delivery", () => {
  test("the one whose secret proves it is found behind all that do not", async () => {
    expect(await among("no_secret", "unreadable", "wrong_signature", "proven")).toEqual({ proven: "proven" });
  });

  test("told is the first that was refused for more than lacking a secret", async () => {
    const told = async (...agents: Agent[]) => {
      const found = await among(...agents);
      return "refused" in found ? found.refused?.agent : found;
    };
    expect(await told("no_secret", "unreadable", "expired", "wrong_signature")).toBe("expired");
    expect(await told("wrong_signature", "no_secret")).toBe("wrong_signature");
    expect(await told("no_secret", "unreadable")).toBe("no_secret");
    expect(await told()).toBeUndefined();
  });

  test("a secret that does not open is said when it is all there is to say; what may pass is not tried around", async () => {
    await expect(among("unreadable")).rejects.toThrow("It does not open.");
    await expect(among("away", "proven")).rejects.toThrow("The database is away.");
  });
});

describe("the work one delivery makes before it is proven", () => {
  const triedOf = async (length: number) => {
    let tried = 0;
    const endless = (function* () {
      for (;;) yield "wrong_signature" as const;
    })();
    await firstProven(endless, length, (agent) => {
      tried += 1;
      return verify(agent);
    });
    return tried;
  };

  test.each([
    ["an empty body", 0, 500],
    ["a usual report of 200 kB", 200_000, 500],
    ["the largest body", 4 * 1024 * 1024, 32],
  ])("of %s is bounded, and enough", async (_, length, least) => {
    const tried = await triedOf(length);
    expect(tried).toBeGreaterThanOrEqual(least);
    expect(tried * length).toBeLessThanOrEqual(128 * 1024 * 1024);
    expect(tried).toBeLessThanOrEqual(2048);
  });

  test("lets others have their turns", async () => {
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 0);
    const ticking = (function tick(): NodeJS.Immediate {
      return setImmediate(() => {
        turns += 1;
        if (turns < 1000) tick();
      });
    })();
    await triedOf(4 * 1024 * 1024);
    clearInterval(counting);
    clearImmediate(ticking);
    expect(turns).toBeGreaterThanOrEqual(10);
  });
});
