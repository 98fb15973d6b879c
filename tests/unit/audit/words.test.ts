import { expect, test } from "vitest";
import { ACTION_OPTIONS, SUBJECT_OPTIONS } from "@/app/_ui/audit/options";
import { placeOf } from "@/app/_ui/audit/place-of";
import type { LiveEvent } from "@/app/_ui/data/live";
import { touchesOf } from "@/app/_ui/data/live-table";
import type { AuditEntry } from "@/lib/audit/schemas";
import { catalogue } from "@/lib/events/catalogue";

const about = (subject_type: string, after: AuditEntry["after"] = null) =>
  placeOf({ subject_type, subject_id: "1", before: null, after } as AuditEntry, "lakeside");

test("whatever an entry is about can be chosen, and leads to its page where it has one", () => {
  expect(SUBJECT_OPTIONS).toContainEqual({ value: "domain", label: "Domain" });
  const places = Object.fromEntries(SUBJECT_OPTIONS.map(({ value }) => [value, about(value, { call_id: "7" })]));
  expect(places).toEqual({
    agent: "/lakeside/agents/1",
    api_key: "/lakeside/settings/api-keys",
    audit_log: null,
    call: "/lakeside/calls/1",
    credential: "/lakeside/settings/keys",
    delivery: "/lakeside/inbox/1",
    domain: "/lakeside/settings/domains",
    invitation: "/lakeside/settings/members",
    member: "/lakeside/settings/members",
    note: "/lakeside/calls/7",
    organization: "/lakeside/settings",
    view: null,
  });
});

test("what vendors' deliveries and measurements state is no entry: it is not offered, and nobody reads the log again for it", () => {
  const never = [
    ...["call.started", "call.updated", "call.transcript_updated", "call.ended", "call.analyzed", "delivery.stored"],
    ...["agent.validated", "agent.rejected_delivery", "agent.recovered", "agent.reconciled", "job_run.changed"],
    "call.mute_updated",
  ];
  const entries = Object.keys(catalogue).filter((name) => !never.includes(name));
  expect(ACTION_OPTIONS.map(({ value }) => value).toSorted()).toEqual(entries.toSorted());
  const read = (name: string) => touchesOf({ name, subject_id: "1", data: {} } as LiveEvent).includes("/audit-log");
  expect(Object.keys(catalogue).filter(read)).toEqual(entries);
});
