"use client";

import type { Agent } from "@/lib/agents/agent";
import { useCan } from "../../_ui/frame/org-context";
import { Time } from "../../_ui/time";
import { whatIs } from "../../_ui/what-is";
import { SendTest } from "./send-test";

/** What is awaited, what was refused meanwhile and why, and a way to try the road without the vendor. */
export function FirstDelivery({ agent }: { agent: Agent }) {
  const mayAct = useCan()("agents.write");
  if (agent.validated_at) {
    return <p>The vendor knows the address and the secret. Calls appear under Calls as they happen.</p>;
  }
  return (
    <div className="flex flex-col gap-3">
      {mayAct ? (
        <p>
          Call the agent once. This mark turns by itself when its vendor's first genuine delivery arrives, usually
          within a second of the call being answered.
        </p>
      ) : null}
      <Refusals agent={agent} />
      {mayAct ? <SendTest agentId={agent.id} /> : null}
    </div>
  );
}

/** Deliveries that were not believed: how many, when, and, for those who may, what to do. Announced when it appears. */
export function Refusals({ agent }: { agent: Agent }) {
  const mayAct = useCan()("agents.write");
  const { rejections } = agent;
  if (!rejections) return null;
  return (
    <div role="status" className="rounded-card bg-bad-soft px-3 py-2.5 text-13 text-bad">
      <p className="font-medium">
        {rejections.count === 1 ? "A delivery was" : `${rejections.count} deliveries were`} refused, the last{" "}
        <Time at={rejections.last_at} />
      </p>
      <p className="mt-0.5">{whatIs(rejections.words, mayAct)}</p>
    </div>
  );
}
