"use client";

import { useFormat } from "@/app/_ui/format/use-format";
import type { ListedAgent } from "@/lib/agents/agent";
import { useOrg } from "../../_ui/frame/org-context";
import { TextLink } from "../../_ui/text-link";

/**
 * How many of an agent's newest deliveries could be used. One that could not be is worth a look, and leads to it; whether
 * the agent answers is said by its status, so it is never the red of trouble.
 */
export function UsedDeliveries({ agent: { id, recent_deliveries } }: { agent: ListedAgent }) {
  const format = useFormat();
  const { org } = useOrg();
  const { usable, all } = recent_deliveries;
  if (all === 0) return <span className="text-faint">None yet</span>;
  const title = `${usable} of the newest ${format.count(all, "delivery", "deliveries")} could be used`;
  if (usable === all) {
    return (
      <span className="text-muted" title={title}>
        Newest {format.number(all)} used
      </span>
    );
  }
  return (
    <TextLink
      href={`/${org.slug}/inbox?agent_id=${id}&state=failed&state=unusable`}
      prefetch={false}
      title={title}
      className="tabular relative z-1 text-warn!"
    >
      {all - usable} of {all} not used
    </TextLink>
  );
}
