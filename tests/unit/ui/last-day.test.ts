import { expect, test } from "vitest";
import { dayOf, endOf } from "@/app/[org]/settings/keys/last-day";
import { CreateCredential } from "@/lib/credentials/schemas";

test("a last day ends when the next one begins, in UTC, across months and years", () => {
  expect(endOf("2026-11-21")).toBe("2026-11-22T00:00:00.000Z");
  expect(endOf("2028-02-28")).toBe("2028-02-29T00:00:00.000Z");
  expect(endOf("2026-12-31")).toBe("2027-01-01T00:00:00.000Z");
});

test("what was chosen is shown again; what ends within a day ends on that day", () => {
  for (const day of ["2026-11-21", "2028-02-29", "2026-12-31"]) expect(dayOf(endOf(day))).toBe(day);
  expect(dayOf("2026-11-21T09:30:00.000Z")).toBe("2026-11-21");
  expect([endOf(""), dayOf(null)]).toEqual([null, ""]);
});

test("what is no day reaches the schema as it is, and is refused beside its field", () => {
  for (const day of ["2026-13-01", "123456-01-01"]) {
    const whole = { kind: "slack", label: "Desk", secret: "xoxb-0123456789abcdef", expires_at: endOf(day) };
    const [issue] = CreateCredential.safeParse(whole).error?.issues ?? [];
    expect([issue?.path, issue?.message]).toEqual([["expires_at"], "That is not a moment in time."]);
  }
});
