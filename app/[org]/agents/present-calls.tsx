import type { Agent } from "@/lib/agents/agent";
import { Status } from "../../_ui/status";

const SPAN: Record<number, string> = { 24: "of the last day", 168: "of the last week", 720: "of the last 30 days" };

/** "312 of 312 calls present": how the vendor's list compares with ours. */
export function PresentCalls({ agent, long = false }: { agent: Agent; long?: boolean }) {
  const found = agent.reconciliation;
  if (!found) return <span className="text-faint">Not compared yet</span>;
  if (found.error) {
    return (
      <Status tone="bad" shape="square" title={found.error}>
        Could not compare
      </Status>
    );
  }
  const all = found.vendor_calls ?? 0;
  const missing = found.missing_calls ?? 0;
  const span = SPAN[found.hours ?? 0] ?? "";
  return (
    <Status tone={missing > 0 ? "warn" : "good"} shape={missing > 0 ? "square" : "dot"} title={span}>
      <span className="tabular">
        {all === 0 ? "No calls there" : `${all - missing} of ${all} calls present`}
        {long && span ? <span className="text-faint"> {span}</span> : null}
      </span>
    </Status>
  );
}
