import { describe, expect, test } from "vitest";
import { nextStep } from "@/lib/keys/next-step";
import type { KeyRotation, KeyVersion } from "@/lib/keys/schemas";

const version = (number: number, wraps: number, is_current = false): KeyVersion => ({
  ...{ version: number, is_current, fingerprint: `${number}`.repeat(16).slice(0, 16) },
  wraps: { value: wraps, capped: false },
});

const rotation = (change: Partial<KeyRotation> = {}): KeyRotation => ({
  ...{ id: "0190", state: "completed", started_by: "Priya Raman", started_at: "2026-11-20T10:00:00.000Z" },
  ...{
    finished_at: "2026-11-21T10:00:00.000Z",
    moved_at: null,
    organization: null,
    new_data_keys: false,
    kek_version: 2,
  },
  ...{ organizations: { started: 3, unfinished: 0, counting: 0 }, fields: { total: 0, done: 0, failed: 0 } },
  ...change,
});

const both = [version(2, 40, true), version(1, 0)];

describe("what to do next about keys", () => {
  test("with one key: nothing, and how to change it", () => {
    expect(nextStep([version(1, 40, true)], [])).toMatchObject({ kind: "nothing", removable: [] });
  });

  test("while data keys are under an older key: rotate", () => {
    const step = nextStep([version(2, 1, true), version(1, 39)], [rotation({ kek_version: 1 })]);
    expect(step).toMatchObject({ kind: "rotate", removable: [] });
    expect(step.advice).toContain("version 1");
  });

  test("an older key may go only when a rotation of everybody has ended since the present one came", () => {
    expect(nextStep(both, [rotation()])).toMatchObject({ kind: "remove", removable: [1] });
    expect(nextStep(both, [rotation()]).advice).toContain("2026-11-21");
    for (const rotations of [[], [rotation({ kek_version: 1 })], [rotation({ organization: "clinic" })]])
      expect(nextStep(both, rotations)).toMatchObject({ kind: "rotate", removable: [] });
  });

  test("an older key stays for organizations that were deleted and can come back, and for those that came back", () => {
    const kept = nextStep(both, [rotation()], { live: 0, deleted: 2 });
    expect(kept).toMatchObject({ kind: "wait", title: "Keep version 1 for what can come back", removable: [] });
    expect(kept.advice).toContain("2 organizations that were deleted");
    expect(nextStep(both, [rotation()], { live: 1, deleted: 2 })).toMatchObject({ kind: "rotate", removable: [] });
    expect(nextStep(both, [rotation()], { live: 0, deleted: 0 })).toMatchObject({ kind: "remove", removable: [1] });
    // With one key there is nothing to take out.
    expect(nextStep([version(1, 40, true)], [], { live: 1, deleted: 1 }).kind).toBe("nothing");
  });

  test("while one is under way nothing is taken out, and one that has stopped is resumed", () => {
    const earlier = rotation();
    expect(nextStep(both, [rotation({ state: "running" }), earlier])).toMatchObject({ kind: "wait", removable: [] });
    expect(nextStep(both, [rotation({ state: "starting" }), earlier])).toMatchObject({ kind: "wait" });
    expect(nextStep(both, [rotation({ state: "stopped" }), earlier])).toMatchObject({ kind: "resume", removable: [] });
  });

  test("a key that the database needs and this environment lacks comes before everything", () => {
    const lost = { ...version(1, 3), fingerprint: null };
    expect(nextStep([version(2, 1, true), lost], [rotation()])).toMatchObject({ kind: "missing", removable: [] });
  });
});
