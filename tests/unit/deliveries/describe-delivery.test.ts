import { describe, expect, test } from "vitest";
import { changesOf } from "@/lib/deliveries/delivery-changes";
import { changePhrase, eventWord, inWords, VERDICT } from "@/lib/deliveries/describe-delivery";
import { groupDeliveries } from "@/lib/deliveries/group-deliveries";
import { redactHeaders } from "@/lib/deliveries/redact-headers";
import { DeliveryFilter, deliveryStates } from "@/lib/deliveries/schemas";

describe("words about deliveries", () => {
  test.each([
    [null, "", "changed nothing"],
    [{ created: true, facets: ["status", "party"] }, "call_started", "created the call; status and numbers"],
    [{ created: true, facets: [] }, "call_started", "created the call"],
    [
      { created: false, facets: ["cost", "end", "outcome"] },
      "call_ended",
      "set cost, end and duration and reason for ending",
    ],
    [{ created: false, facets: [] }, "call_ended", "changed nothing: newer deliveries had said it before"],
    [{ created: false, facets: ["status"] }, "transcript_updated", "added to the transcript"],
    [{ created: false, facets: ["new_facet"] }, "x", "set new facet"],
  ])("%j of %s reads: %s", (changes, type, phrase) => {
    expect(changePhrase(changes, type)).toBe(phrase);
  });

  test.each([
    ["call_ended", "Call ended"],
    ["end-of-call-report", "End-of-call report"],
    ['transcript[transcriptType="final"]', "Something was said"],
    ["something.quite_new", "Something quite new"],
  ])("%s is shown as %s", (type, word) => {
    expect(eventWord(type)).toBe(word);
  });

  test("every state has a verdict", () => {
    expect(Object.keys(VERDICT).sort()).toEqual([...deliveryStates].sort());
  });

  test("lists are spoken", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(inWords)).toEqual(["", "a", "a and b", "a, b and c"]);
  });
});

test("what proves the sender never leaves with the headers", () => {
  const proofs = {
    "x-retell-signature": "v=1",
    authorization: "abc",
    "x-vapi-secret": "abc",
    "x-api-key": "abc",
    cookie: "abc",
  };
  const { "content-type": type, ...hidden } = redactHeaders({ ...proofs, "content-type": "application/json" });
  expect(type).toBe("application/json");
  expect(Object.keys(hidden).sort()).toEqual(Object.keys(proofs).sort());
  expect(Object.values(hidden).every((value) => /^hidden \(\d+ characters\)$/.test(value))).toBe(true);
  expect(redactHeaders(null)).toEqual({});
});

test("changes of another shape are no changes", () => {
  expect([null, "created", { facets: 4 }].map(changesOf)).toEqual([null, null, null]);
  expect(changesOf({ created: true })).toEqual({ created: true, facets: [] });
});

describe("groupDeliveries", () => {
  type Row = { id: number; state: "applied" | "duplicate"; event_type: string };
  const said = (id: number, state: Row["state"] = "applied"): Row => ({ id, state, event_type: "transcript_updated" });
  const started: Row = { id: 0, state: "applied", event_type: "call_started" };
  const sizes = (rows: Row[]) => groupDeliveries(rows).map((group) => group.length);

  test("three or more chatty deliveries in a row fold, two do not", () => {
    expect(sizes([started, said(1), said(2), said(3), started])).toEqual([1, 3, 1]);
    expect(sizes([said(1), said(2), started])).toEqual([1, 1, 1]);
    expect(sizes([started, started, started])).toEqual([1, 1, 1]);
  });

  test("a duplicate among them stands alone", () => {
    expect(sizes([said(1), said(2), said(3, "duplicate"), said(4)])).toEqual([1, 1, 1, 1]);
  });

  test("nothing is lost or reordered", () => {
    const rows = [started, said(1), said(2), said(3), said(4, "duplicate"), started];
    expect(groupDeliveries(rows).flat()).toEqual(rows);
  });
});

test("a filter takes one value or several under the same name", () => {
  expect(DeliveryFilter.parse({ state: "failed" }).state).toEqual(["failed"]);
  expect(DeliveryFilter.parse({ state: ["failed", "unusable"] }).state).toEqual(["failed", "unusable"]);
  expect(DeliveryFilter.safeParse({ state: "lost" }).success).toBe(false);
});
