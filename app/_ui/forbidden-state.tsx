import { Lock } from "lucide-react";
import { EmptyState } from "./empty-state";

/** Not with your role: says who can grant it. */
export function ForbiddenState({
  what = "this page",
  who = "An admin of this organization",
}: {
  what?: string;
  who?: string;
}) {
  return (
    <EmptyState icon={<Lock />} title={`Your role does not include ${what}`}>
      {who} can change your role under Settings, Members.
    </EmptyState>
  );
}
