import { describe, expect, test } from "vitest";
import type { z } from "zod";
import * as audit from "@/lib/audit/answers";
import { CredentialAnswer } from "@/lib/credentials/answers";

/** What the API documents is what it answers: a whole example passes unchanged, and none of its fields may be missing or another. */
const AT = "2026-11-21T10:00:00.000Z";
const entry = {
  ...{ id: "7", seq: 7, action: "agent.updated", subject_type: "agent", subject_id: "x", subject_name: "Front desk" },
  ...{ actor_type: "user", actor_id: "y", actor_name: "Ann", before: { name: "a" }, after: { name: "b" } },
  ...{ ip: "203.0.113.7", request_id: "request-1", recorded_at: AT, hash: "00" },
};

const EXAMPLES: Record<string, [z.ZodType, Record<string, unknown>]> = {
  "a verification": [
    audit.VerificationAnswer,
    {
      ...{ entries: 7, head: { seq: 7, hash: "00" }, faults: [{ seq: 3, fault: "link" }], verified_to: 7 },
      anchors: { compared: 3, newest: "2026-11-20", unreadable: false },
    },
  ],
  "an entry": [audit.AuditEntryAnswer, entry],
  "a page of entries": [audit.AuditPageAnswer, { data: [entry], next_cursor: "x", entries: 7 }],
  "those who acted": [audit.AuditActorsAnswer, { data: [{ actor_type: "job", actor_name: null, actor_id: "z" }] }],
  "a credential": [
    CredentialAnswer,
    {
      ...{ id: "0199f5a0-0000-7000-8000-000000000000", kind: "retell", label: "Clinic", state: "active" },
      ...{ fingerprint: "f", last_four: "1234", is_default: true, replaces_id: "x", verifiable: true },
      ...{ unverifiable_because: null },
      ...{ verification: "valid", verification_problem: "none", verified_at: AT, retires_at: AT, retired_at: AT },
      ...{ expires_at: AT, last_used_at: AT, created_by: "Ann", created_at: AT },
    },
  ],
};

describe.each(Object.entries(EXAMPLES))("%s", (_, [shape, example]) => {
  test("passes as it is", () => {
    expect(shape.parse(example)).toEqual(example);
  });

  test("lacks no field, and none is of another kind", () => {
    for (const name of Object.keys(example)) {
      const { [name]: _left, ...rest } = example;
      expect(shape.safeParse(rest).success, `without ${name}`).toBe(false);
      expect(shape.safeParse({ ...example, [name]: Symbol("other") }).success, `another ${name}`).toBe(false);
    }
  });
});

test("faults and actors are of the kinds there are, and a page holds entries alone", () => {
  for (const fault of ["link", "hash", "gap", "cut", "rewritten"])
    expect(audit.VerificationAnswer.shape.faults.safeParse([{ seq: 1, fault }]).success).toBe(true);
  expect(audit.VerificationAnswer.shape.faults.safeParse([{ seq: 1, fault: "other" }]).success).toBe(false);
  expect(audit.VerificationAnswer.shape.faults.safeParse([{}]).success).toBe(false);
  expect(audit.VerificationAnswer.shape.head.safeParse({}).success).toBe(false);
  expect(audit.VerificationAnswer.shape.anchors.safeParse({}).success).toBe(false);
  for (const actor_type of ["user", "api_key", "vendor", "job", "operator", "visitor"])
    expect(audit.AuditActorsAnswer.safeParse({ data: [{ actor_type, actor_name: null, actor_id: "x" }] }).success).toBe(
      true,
    );
  expect(
    audit.AuditActorsAnswer.safeParse({ data: [{ actor_type: "ghost", actor_name: null, actor_id: "x" }] }).success,
  ).toBe(false);
  expect(audit.AuditActorsAnswer.safeParse({ data: [{}] }).success).toBe(false);
  expect(audit.AuditPageAnswer.safeParse({ data: [{}], next_cursor: null, entries: 1 }).success).toBe(false);
});
