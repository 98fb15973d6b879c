import { Bot, Phone, SearchX } from "lucide-react";
import type { CallPage } from "@/lib/calls/list-calls";
import { Button } from "../../_ui/button";
import { ApiError } from "../../_ui/data/api-error";
import { EmptyState } from "../../_ui/empty-state";
import { ErrorState } from "../../_ui/error-state";
import { formatCount } from "../../_ui/format/format-count";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { LinkButton } from "../../_ui/link-button";
import type { Filters } from "./filters";

/** What the reader should know about the list: what it leaves out, and why. */
export function ListNotes({ page, sort }: { page: CallPage | undefined; sort: string }) {
  const figure = { duration_ms: "length", latency_p50_ms: "latency", cost_micros: "cost" }[sort.replace("-", "")];
  const notes = [
    page?.indexing ? "Older calls are still being made searchable; the list fills up by itself." : null,
    page?.sorted_newest ? `Sorted among the newest ${formatCount(page.sorted_newest, "match", "matches")}.` : null,
    figure ? `Calls without a known ${figure} are not listed.` : null,
  ].filter(Boolean);
  return notes.length === 0 ? null : <p className="text-13 text-muted">{notes.join(" ")}</p>;
}

/** Why the list did not load, and the way out. */
export function Failed({ error, onRetry, onClear }: { error: unknown; onRetry: () => void; onClear: () => void }) {
  if (!(error instanceof ApiError && error.code === "invalid")) {
    return <ErrorState error={error} title="The calls did not load" onRetry={onRetry} />;
  }
  if ((error.details?.fields as Record<string, string> | undefined)?.search) {
    return (
      <EmptyState icon={<SearchX />} title="These words are in nearly every call">
        Search for a word that tells calls apart, such as “insurance” or a name.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title="A filter in the address is not one we know"
      action={<Button onClick={onClear}>Clear all filters</Button>}
    >
      It may have been cut off when the address was copied.
    </EmptyState>
  );
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
        title="Connect an agent to see its calls"
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
