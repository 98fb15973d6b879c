import { Lock } from "lucide-react";
import { EmptyState } from "@/app/_ui/empty-state";

/** In place of words and sound, for a viewer whose organization keeps them from viewers. */
export function HiddenCall() {
  return (
    <EmptyState icon={<Lock />} title="What was said is hidden from viewers">
      Your organization protects health data. An admin can let viewers see it under Settings, Health data, or change
      your role.
    </EmptyState>
  );
}
