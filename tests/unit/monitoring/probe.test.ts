import { describe, expect, test } from "vitest";
import { healthChecker } from "@/lib/monitoring/check-health";
import { type Probe, ProbeFailure, runProbe } from "@/lib/monitoring/probe";

const fine: Probe = {
  name: "fine",
  label: "Fine",
  critical: true,
  timeout_ms: 500,
  slow_ms: 400,
  run: async () => undefined,
};
const failing = (error: unknown): Probe => ({ ...fine, run: () => Promise.reject(error) });

describe("one probe", () => {
  test("that answers is ok", async () => {
    expect(await runProbe(fine)).toMatchObject({ state: "ok" });
  });

  test("that throws, at once or later, is down and says why in our words", async () => {
    expect(await runProbe(failing(new ProbeFailure("refuses our key")))).toMatchObject({
      state: "down",
      detail: "refuses our key",
    });
    const thrower: Probe = {
      ...fine,
      run: () => {
        throw Object.assign(new Error("connect ECONNREFUSED 10.0.0.3 as admin"), { code: "ECONNREFUSED" });
      },
    };
    expect(await runProbe(thrower)).toMatchObject({ state: "down", detail: "failed with ECONNREFUSED" });
    expect(await runProbe(failing("nothing to read"))).toMatchObject({ state: "down", detail: "failed" });
  });

  test("that never answers is down when its time is over, whether or not it heeds the signal", async () => {
    const started = performance.now();
    const result = await runProbe({ ...fine, timeout_ms: 50, run: () => new Promise(() => {}) });
    expect(result).toMatchObject({ state: "down", detail: "no answer within 50 ms" });
    expect(performance.now() - started).toBeLessThan(400);
  });

  test("that answers slowly is degraded", async () => {
    const slow: Probe = {
      ...fine,
      slow_ms: 5,
      run: () => new Promise((done) => setTimeout(() => done(undefined), 20)),
    };
    expect(await runProbe(slow)).toMatchObject({ state: "degraded", detail: expect.stringMatching(/answered only/) });
  });
});

describe("health as a whole", () => {
  const of = async (...list: Probe[]) => (await healthChecker(list).check()).status;

  test("is down with a critical part, degraded with any other, ok with one that is not installed", async () => {
    const broken = failing(new Error("x"));
    expect(await of(fine)).toBe("ok");
    expect(await of(fine, { ...broken, critical: false })).toBe("degraded");
    expect(await of(fine, broken)).toBe("down");
    expect(await of(fine, { ...fine, run: async () => ({ state: "off" }) })).toBe("ok");
  });

  test("waits no longer than its slowest part: they are asked at the same time", async () => {
    const hanging: Probe = { ...fine, run: () => new Promise(() => {}) };
    const started = performance.now();
    await of(hanging, hanging, hanging, hanging);
    expect(performance.now() - started).toBeLessThan(1_900);
  });

  test("is asked for at most once in five seconds, however many ask", async () => {
    let asked = 0;
    const checker = healthChecker([
      {
        ...fine,
        run: async () => {
          asked += 1;
          return undefined;
        },
      },
    ]);
    await Promise.all(Array.from({ length: 50 }, () => checker.check(1_000)));
    await checker.check(5_999);
    expect(asked).toBe(1);
    await checker.check(6_000);
    expect(asked).toBe(2);
  });

  test("remembers since when a part is as it is", async () => {
    let works = true;
    const checker = healthChecker([
      { ...fine, run: () => (works ? Promise.resolve(undefined) : Promise.reject(new Error("x"))) },
    ]);
    const first = await checker.check(0);
    const second = await checker.check(10_000);
    expect(second.checks[0]?.since).toBe(first.checks[0]?.since);
    works = false;
    const third = await checker.check(20_000);
    expect(third.checks[0]).toMatchObject({ state: "down", since: third.checked_at });
  });
});
