import { useFormat } from "@/app/_ui/format/use-format";
import type { Agent } from "@/lib/agents/agent";
import { Status } from "../../_ui/status";

const SPAN: Record<number, string> = { 24: "of the last day", 168: "of the last week", 720: "of the last 30 days" };

/** "0 missing": how the vendor's list of calls compares with ours, with "312 of 312 calls present" behind or beside it. */
export function PresentCalls({ agent, long = false }: { agent: Agent; long?: boolean }) {
  const format = useFormat();
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
  const detail = [
    all === 0 ? "The vendor has no calls" : `${all - missing} of ${all} calls`,
    SPAN[found.hours ?? 0],
    all === 0 ? undefined : "present",
  ]
    .filter(Boolean)
    .join(" ");
  return (
    <Status tone={missing > 0 ? "warn" : "good"} shape={missing > 0 ? "square" : "dot"} title={detail}>
      <span className="tabular">
        {format.number(missing)} missing
        {long ? <span className="text-faint"> · {detail}</span> : <span className="sr-only">, {detail}</span>}
      </span>
    </Status>
  );
}
