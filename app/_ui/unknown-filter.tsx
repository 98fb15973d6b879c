import { SearchX } from "lucide-react";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

/** In the place of a list whose address asks for something that the server refuses. */
export function UnknownFilter({ onClear }: { onClear: () => void }) {
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
