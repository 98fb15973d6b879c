import { Bot, Check, Phone, SearchX } from "lucide-react";
import { Button } from "../../_ui/button";
import { ApiError } from "../../_ui/data/api-error";
import { EmptyState } from "../../_ui/empty-state";
import { ErrorState } from "../../_ui/error-state";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { LinkButton } from "../../_ui/link-button";
import { UnknownFilter } from "../../_ui/unknown-filter";
import { type Filters, isFiltered } from "./filters";

/** Why the list did not load, and the way out. */
export function Failed({ error, onRetry, onClear }: { error: unknown; onRetry: () => void; onClear: () => void }) {
  if (!(error instanceof ApiError && error.code === "invalid")) {
    return <ErrorState error={error} title="The calls did not load" onRetry={onRetry} />;
  }
  const refused = (error.details?.fields as Record<string, string> | undefined)?.search;
  if (refused) {
    return (
      <EmptyState icon={<SearchX />} title={refused.replace(/\.$/, "")}>
        A word that tells calls apart, such as “insurance” or a name, finds the most.
      </EmptyState>
    );
  }
  return <UnknownFilter onClear={onClear} />;
}

/** An empty list: what belongs here, or why nothing fits. */
export function NoCalls({
  filters,
  narrowed,
  hasAgents,
  onClear,
}: {
  filters: Filters;
  narrowed: boolean;
  hasAgents: boolean;
  onClear: () => void;
}) {
  const { org } = useOrg();
  const can = useCan();
  if (filters.review === "needed" && !isFiltered({ ...filters, review: null })) {
    return (
      <EmptyState icon={<Check />} title="Nothing needs review">
        Calls that fail, miss their aim or leave the caller unhappy wait here until somebody has looked at them.
      </EmptyState>
    );
  }
  if (narrowed) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No call matches"
        action={<Button onClick={onClear}>Clear all filters</Button>}
      >
        {filters.search
          ? "All the words must have been said in one call, in any form and order. Fewer words find more; “quotes” keep words together. A call can be searched a minute after it ended."
          : "Nothing fits all the filters above at once."}
      </EmptyState>
    );
  }
  if (!hasAgents) {
    return (
      <EmptyState
        icon={<Bot />}
        title={can("agents.write") ? "Connect an agent to see its calls" : "No agent is connected yet"}
        action={
          can("agents.write") ? (
            <LinkButton href={`/${org.slug}/agents/new`} look="primary">
              Connect an agent
            </LinkButton>
          ) : null
        }
      >
        Calls appear here the moment your voice agent at Retell or Vapi answers the phone.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Phone />} title="Waiting for the first call">
      Call one of your agents. It appears here while it is still ringing.
    </EmptyState>
  );
}
