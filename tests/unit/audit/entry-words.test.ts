import { expect, test } from "vitest";
import { fieldWord, saidWord } from "@/app/[org]/settings/audit/entry-words";

const zone = { timeZone: "America/Chicago", locale: "en-US" };

test.each([
  ["provider", "retell", "Vendor", "Retell"],
  ["kind", "google_calendar", "Kind", "Google Calendar"],
  ["role", "org_admin", "Role", "Admin"],
  ["auth_scheme", "hmac", "Proof", "HMAC signature"],
  ["industry", "car_dealer", "Industry", "Car dealer"],
  ["filter.provider", ["retell", "vapi"], "Filter › Vendor", "Retell, Vapi"],
  ["name", "retell", "Name", "retell"],
  ["billable_reason", null, "Billable reason", "nothing"],
  ["admin_networks", [], "Admin networks", "nothing"],
])("the field %s of %j is told as %s: %s", (path, value, field, word) => {
  expect(fieldWord(path)).toBe(field);
  expect(saidWord(path, value, zone)).toBe(word);
});

test("what an object inherits is no code's word", () => {
  expect(saidWord("role", "constructor", zone)).toBe("constructor");
});
