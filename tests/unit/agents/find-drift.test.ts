import { expect, test } from "vitest";
import { findDrift } from "@/lib/agents/find-drift";
import { differences, type VendorSnapshot } from "@/lib/agents/vendor-snapshot";

const OURS = "https://foyer.example/webhooks/agent/agent_1";
const seen: VendorSnapshot = {
  ...{ name: "Front desk", webhook_url: OURS, events: null, has_credential: null, version: 3, is_published: true },
  ...{ published_version: 3, published_webhook_url: OURS, model: "gpt-4.1", voice: "Adrian", language: "en-US" },
  ...{ prompt_hash: "a", prompt_length: 20, tools: ["end_call"] },
};
const drift = (changes: Partial<VendorSnapshot>, provider: "retell" | "vapi" = "retell") =>
  findDrift(provider, [OURS], { ...seen, ...changes });

test("an agent that delivers to us as it should has no problem", () => {
  expect(drift({})).toEqual([]);
  expect(drift({ events: ["call_started", "call_ended", "call_analyzed"] })).toEqual([]);
});

test("a draft with our address is a problem only while callers reach a version without it", () => {
  const draft = { version: 4, is_published: false };
  expect(drift({ ...draft, published_webhook_url: "https://elsewhere.example" })).toEqual(["unpublished"]);
  expect(drift({ ...draft, published_webhook_url: null })).toEqual(["unpublished"]);
  expect(drift(draft)).toEqual([]);
  // Never published: the draft is what callers reach.
  expect(drift({ ...draft, published_version: null, published_webhook_url: null })).toEqual([]);
});

test("an address that is missing or another's is told apart, and nothing is said of publishing it", () => {
  expect(drift({ webhook_url: null })).toEqual(["webhook_missing"]);
  expect(drift({ webhook_url: "https://elsewhere.example" })).toEqual(["webhook_elsewhere"]);
  expect(drift({ webhook_url: `${OURS}x` })).toEqual(["webhook_elsewhere"]);
});

test("deliveries without proof or without the end of calls are a problem", () => {
  expect(drift({ has_credential: false }, "vapi")).toEqual(["unsigned"]);
  expect(drift({ has_credential: true, events: ["status-update"] }, "vapi")).toEqual(["events_missing"]);
  expect(drift({ events: ["call_started"] })).toEqual(["events_missing"]);
});

test("a difference names its field; the length of a prompt goes with its hash", () => {
  expect(differences(seen, seen)).toEqual([]);
  expect(differences(seen, { ...seen, prompt_hash: "b", prompt_length: 21, tools: [] })).toEqual([
    "prompt_hash",
    "tools",
  ]);
});
