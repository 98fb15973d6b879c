import { expect, test } from "vitest";
import { formatIn } from "@/app/_ui/format/use-format";
import { answerOf } from "@/app/[org]/agents/agents-answer";
import type { ListedAgent } from "@/lib/agents/agent";

const american = formatIn("en-US");

const agent = (name: string, health: ListedAgent["health"], missing_calls = 0): ListedAgent => ({
  id: name,
  provider: "retell",
  name,
  status: health === "failing" ? "validated" : health,
  health,
  vendor_agent_id: null,
  webhook_url: "",
  shared_webhook_url: null,
  auth_scheme: "retell_signature",
  auth_config: {},
  secret_last_four: null,
  validated_at: null,
  paused_at: null,
  last_delivery_at: null,
  rejections: null,
  webhook_registered_at: null,
  reconciliation: { at: "", hours: 24, vendor_calls: 9, missing_calls, error: null },
  vendor_problems: [],
  vendor_checked_at: null,
  vendor_check_error: null,
  created_at: "",
  updated_at: "",
  version: "",
  calls_by_day: [],
  latency_by_day: [],
  recent_deliveries: { usable: 0, all: 0 },
});

test("the first sentence says that all is well, or which agent to look at, worst first", () => {
  expect(answerOf(american, [agent("A", "validated")])).toBe("Your agent is answering.");
  expect(answerOf(american, [agent("A", "validated"), agent("B", "validated")])).toBe("Both agents are answering.");
  expect(answerOf(american, [agent("A", "waiting"), agent("B", "failing"), agent("C", "validated", 2)])).toBe(
    "B has deliveries refused; C lacks calls; A is waiting for a first delivery.",
  );
  expect(answerOf(american, [{ ...agent("A", "waiting"), vendor_problems: ["gone"] }])).toBe(
    "A needs a look at the vendor.",
  );
  expect(
    answerOf(
      american,
      ["A", "B", "C"].map((name) => agent(name, "paused")),
    ),
  ).toBe("3 agents are paused.");
});
