import { ScrollText, SearchX } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { ApiError } from "@/app/_ui/data/api-error";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { UnknownFilter } from "@/app/_ui/unknown-filter";

/** Why the list did not load, and the way out. */
export function Failed({ error, onRetry, onClear }: { error: unknown; onRetry: () => void; onClear: () => void }) {
  if (!(error instanceof ApiError && error.code === "invalid"))
    return <ErrorState error={error} title="The audit log did not load" onRetry={onRetry} />;
  return <UnknownFilter onClear={onClear} />;
}

/** No entry: because of the filters, or because nothing has happened. */
export function Nothing({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  if (narrowed) {
    return (
      <EmptyState icon={<SearchX />} title="No entry matches" action={<Button onClick={onClear}>Clear all</Button>}>
        Nothing was done that fits all the filters above at once.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<ScrollText />} title="Every change is kept here">
      A setting, an agent, a member, a note: each with what was there before. And who read or heard which call.
    </EmptyState>
  );
}
