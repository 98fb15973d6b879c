import { DefinitionList } from "@/app/_ui/definition-list";
import { nameInWords, valueInWords } from "@/app/_ui/format/format-field";
import type { CallDetail } from "@/lib/calls/get-call";
import { FactCard } from "./fact-card";

/** What whoever placed the call attached to it, the agent's variables among it. Nothing where there is none. */
export function MetadataCard({ call }: { call: CallDetail }) {
  const { dynamic_variables, ...attached } = call.metadata ?? {};
  const variables = typeof dynamic_variables === "object" && dynamic_variables !== null ? dynamic_variables : {};
  const entries = [...Object.entries(attached), ...Object.entries(variables)];
  if (entries.length === 0) return null;
  return (
    <FactCard title="Attached">
      <DefinitionList
        items={entries.map(([name, value]) => ({ label: nameInWords(name), value: valueInWords(value) }))}
      />
    </FactCard>
  );
}
