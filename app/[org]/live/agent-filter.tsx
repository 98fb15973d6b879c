"use client";

import type { LiveCall } from "@/lib/calls/list-live-calls";
import { SegmentedFilter } from "../../_ui/segmented";

/** Which agents are on the phone and with how many callers; choosing one shows its calls alone. */
export function AgentFilter({ calls }: { calls: readonly LiveCall[] }) {
  const agents = new Map<string, { name: string; calls: number }>();
  for (const { agent } of calls) {
    agents.set(agent.id, { name: agent.name, calls: (agents.get(agent.id)?.calls ?? 0) + 1 });
  }
  if (agents.size < 2) return null;
  const segments = [...agents].map(([value, { name, calls: count }]) => ({ value, label: `${name} ${count}` }));
  return (
    <div className="max-w-full overflow-x-auto">
      <SegmentedFilter
        name="agent"
        label="Agent"
        segments={[{ value: "", label: `All ${calls.length}` }, ...segments]}
      />
    </div>
  );
}
