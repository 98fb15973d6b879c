import { describe, expect, test } from "vitest";
import { describeCredential, stateOf } from "@/lib/credentials/describe-credential";
import { KINDS, kinds } from "@/lib/credentials/kinds";
import type { CredentialRow } from "@/lib/credentials/rows";
import { CreateCredential, RotateCredential, UpdateCredential } from "@/lib/credentials/schemas";

const sound = { kind: "slack", label: "Desk", secret: "xoxb-0123456789abcdef" };
const complaints = (input: object) =>
  CreateCredential.safeParse({ ...sound, ...input }).error?.issues.map(({ path, message }) => [
    path.join("."),
    message,
  ]);

describe("a credential to keep", () => {
  test("is its kind, a name and a secret without blanks around it, and no field more", () => {
    expect(CreateCredential.parse({ ...sound, label: " Desk ", secret: ` ${sound.secret}\n`, more: 1 })).toEqual(sound);
    for (const kind of kinds.filter((each) => each !== "twilio"))
      expect(CreateCredential.safeParse({ ...sound, kind }).success, kind).toBe(true);
    expect(complaints({ kind: "unknown" })).toHaveLength(1);
  });

  test.each([
    [{ label: " " }, "label", "Give it a name."],
    [{ label: "x".repeat(81) }, "label", "80 characters are enough for a name."],
    [{ expires_at: "tomorrow" }, "expires_at", "That is not a moment in time."],
    [{ secret: "x".repeat(401) }, "secret", "That is longer than a vendor's key."],
    [{ secret: "key with blanks inside" }, "secret", "A key has no spaces or special characters. Copy it again."],
    [{ secret: "0123456789abcdé0" }, "secret", "A key has no spaces or special characters. Copy it again."],
  ])("%j is refused beside its field", (input, field, message) => {
    expect(complaints(input)).toEqual([[field, message]]);
  });

  test("of fifteen characters is no vendor's key, of four hundred it may be one", () => {
    expect(complaints({ secret: "x".repeat(15) })).toContainEqual([
      "secret",
      "That is shorter than a vendor's key. Copy it whole.",
    ]);
    expect(complaints({ secret: "x".repeat(16) })).toBeUndefined();
    expect(complaints({ secret: "x".repeat(400) })).toBeUndefined();
    expect(complaints({ label: "x".repeat(80) })).toBeUndefined();
  });

  test("of Google is a file of several lines, and long; of Twilio two words joined by a colon", () => {
    const file = `{\n  "private_key": "${"x".repeat(2_000)}"\n}`;
    expect(complaints({ kind: "google_calendar", secret: file })).toBeUndefined();
    expect(complaints({ kind: "google_calendar", secret: "x".repeat(8_001) })?.[0]?.[0]).toBe("secret");
    const sid = `AC${"0".repeat(32)}`;
    expect(complaints({ kind: "twilio", secret: `${sid}:token` })).toBeUndefined();
    for (const secret of [sid, `${sid}:`, `x${sid}:token`, `${sid}0:token`, `${sid}token`, `AC${"0".repeat(31)}:token`])
      expect(complaints({ kind: "twilio", secret }), secret).toContainEqual([
        "secret",
        "Write the account SID, a colon and the auth token.",
      ]);
  });

  test("may expire, or never", () => {
    expect(complaints({ expires_at: null })).toBeUndefined();
    expect(complaints({ expires_at: "2027-01-01T00:00:00+01:00" })).toBeUndefined();
  });
});

test("a change is of the name, the end or the use alone; the secret is rotated, with an overlap of up to thirty days", () => {
  expect(UpdateCredential.parse({ label: "x" })).toEqual({ label: "x" });
  expect(UpdateCredential.parse({})).toEqual({});
  for (const wrong of [{ secret: sound.secret }, { is_default: false }, { kind: "slack" }, { label: "" }])
    expect(UpdateCredential.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  const { secret } = sound;
  expect(RotateCredential.parse({ secret })).toEqual({ secret, overlap_hours: 24 });
  expect(RotateCredential.parse({ secret, overlap_hours: 0 }).overlap_hours).toBe(0);
  expect(RotateCredential.parse({ secret, overlap_hours: 720, expires_at: null }).overlap_hours).toBe(720);
  for (const overlap_hours of [-1, 721, 1.5])
    expect(RotateCredential.safeParse({ secret, overlap_hours }).success, String(overlap_hours)).toBe(false);
});

describe("what a credential is at a moment", () => {
  const at = (ms: number) => new Date(ms);
  const NOW = 1_000_000;
  const never = { retired_at: null, retires_at: null, superseded_at: null, expires_at: null };

  test.each([
    ["active", {}],
    ["active", { expires_at: at(NOW + 1) }],
    ["expired", { expires_at: at(NOW) }],
    ["retiring", { superseded_at: at(1), retires_at: at(NOW + 1) }],
    ["retired", { superseded_at: at(1), retires_at: at(NOW) }],
    ["retired", { retired_at: at(NOW - 1) }],
    ["retired", { retired_at: at(NOW - 1), expires_at: at(1) }],
    ["expired", { superseded_at: at(1), retires_at: at(NOW + 1), expires_at: at(NOW - 1) }],
  ])("is %s with %j", (state, moments) => {
    expect(stateOf({ ...never, ...moments }, NOW)).toBe(state);
  });

  test("is shown with times as text, and never with its secret", () => {
    const row = {
      ...{ id: "id", org_id: "org", kind: "retell", label: "Clinic", fingerprint: "f", last_four: "1234" },
      ...{ is_default: true, replaces_id: null, verification: "valid", verification_problem: null, ...never },
      ...{ verified_at: at(0), last_used_at: at(1), created_at: at(2), secret_ciphertext: "v2.1.sealed" },
    } as CredentialRow;
    const shown = describeCredential(row, "Ann");
    expect(shown).toEqual({
      ...{ id: "id", kind: "retell", label: "Clinic", state: "active", fingerprint: "f", last_four: "1234" },
      ...{ is_default: true, replaces_id: null, verifiable: true, verification: "valid", verification_problem: null },
      ...{
        unverifiable_because: null,
        verified_at: "1970-01-01T00:00:00.000Z",
        retires_at: null,
        retired_at: null,
        expires_at: null,
      },
      ...{ last_used_at: "1970-01-01T00:00:00.001Z", created_by: "Ann", created_at: "1970-01-01T00:00:00.002Z" },
    });
    expect(describeCredential({ ...row, kind: "boberdoo" }, null)).toMatchObject({
      ...{ verifiable: false, created_by: null },
      unverifiable_because: expect.stringContaining("without sending a real one"),
    });
    expect(kinds.filter((kind) => KINDS[kind].unverifiable_because !== null)).toEqual(["boberdoo"]);
  });
});
