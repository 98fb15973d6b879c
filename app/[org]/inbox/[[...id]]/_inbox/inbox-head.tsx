"use client";

import { ListFilter } from "lucide-react";
import { Suspense, useState } from "react";
import { Button } from "@/app/_ui/button";
import type { Snapshot } from "@/app/_ui/data/snapshot";
import { useAgentNames } from "@/app/_ui/data/use-agent-names";
import { FilterMenu } from "@/app/_ui/filter-menu";
import { useFormat } from "@/app/_ui/format/use-format";
import { useCan } from "@/app/_ui/frame/org-context";
import { late } from "@/app/_ui/late";
import { ProviderMark } from "@/app/_ui/provider-mark";
import { SearchField } from "@/app/_ui/search-field";
import { Time } from "@/app/_ui/time";
import type { AgentNames } from "@/lib/agents/list-agent-names";
import type { Attention } from "@/lib/deliveries/deliveries-needing-attention";
import { VERDICT } from "@/lib/deliveries/describe-delivery";
import { type Filters, filterBody, filterQuery } from "./filters";

const ReplayMany = late(() => import("./replay-many").then((module) => module.ReplayMany));

const STATES = Object.entries(VERDICT).map(([value, { word }]) => ({ value, label: word }));
const PROVIDERS = [
  { value: "retell", label: "Retell", mark: <ProviderMark provider="retell" bare /> },
  { value: "vapi", label: "Vapi", mark: <ProviderMark provider="vapi" bare /> },
];
const SOURCES = [
  { value: "webhook", label: "Sent by the vendor" },
  { value: "reconciliation", label: "Fetched by Foyer" },
  { value: "test", label: "Test" },
];

/** Above the list: whether anything needs a person, search and filters, and what can be done with many. */
export function InboxHead({
  agents: drawn,
  attention,
  filters,
  onFilter,
  picked,
  onUnpick,
}: {
  agents: Snapshot<AgentNames>;
  attention: Attention;
  filters: Filters;
  onFilter: (next: Partial<Filters> | null) => void;
  picked: ReadonlySet<string>;
  onUnpick: () => void;
}) {
  const mayReplay = useCan()("deliveries.replay");
  const agents = useAgentNames(drawn);
  const filtered = filterQuery(filters) !== "";
  const [shown, setShown] = useState(filtered);
  const narrowing = filtered || shown;
  return (
    <div className="flex flex-col gap-3 border-line border-b px-4 pt-4 pb-3 md:pl-6">
      <Answer attention={attention} onShow={(state) => onFilter({ state })} />
      <div className="flex items-center gap-2">
        <SearchField name="q" label="Call id, number, event" className="min-w-0 flex-1" />
        <Button aria-expanded={narrowing} onClick={() => setShown(!shown)}>
          <ListFilter aria-hidden />
          Filter
        </Button>
      </div>
      {narrowing ? (
        <search aria-label="Filter deliveries" className="flex flex-wrap items-center gap-2">
          <FilterMenu name="state" label="Verdict" options={STATES} />
          <FilterMenu
            name="agent_id"
            label="Agent"
            options={agents.map((agent) => ({ value: agent.id, label: agent.name }))}
          />
          <FilterMenu name="provider" label="Vendor" options={PROVIDERS} />
          <FilterMenu name="source" label="Source" options={SOURCES} />
          {filters.vendor_call_id ? (
            <Button size="small" onClick={() => onFilter({ vendor_call_id: null })}>
              Call {filters.vendor_call_id.slice(0, 14)}… ×
            </Button>
          ) : null}
          {filtered ? (
            <Button look="ghost" onClick={() => onFilter(null)}>
              Clear
            </Button>
          ) : null}
        </search>
      ) : null}
      {mayReplay ? (
        <Suspense>
          <ReplayMany picked={picked} onUnpick={onUnpick} filter={filtered ? filterBody(filters) : null} />
        </Suspense>
      ) : null}
    </div>
  );
}

function Answer({ attention, onShow }: { attention: Attention; onShow: (state: string[]) => void }) {
  const format = useFormat();
  const mayReplay = useCan()("deliveries.replay");
  const { failed, unusable, last_needing_received_at, last_received_at } = attention;
  const needing = failed.value + unusable.value;
  const parts = [
    { state: "failed", total: failed, words: "failed" },
    { state: "unusable", total: unusable, words: "could not be used" },
  ].filter(({ total }) => total.value > 0);
  return (
    <div aria-live="polite">
      <p className="font-medium text-16">
        {parts.length === 0
          ? last_received_at
            ? `Nothing here needs ${mayReplay ? "you" : "attention"}.`
            : "No delivery yet."
          : parts.map(({ state, total, words }, index) => (
              <span key={state}>
                {index > 0 ? ", " : ""}
                <button
                  type="button"
                  onClick={() => onShow([state])}
                  className="rounded-[2px] underline decoration-line-strong underline-offset-4 hover:decoration-accent"
                >
                  {total.capped
                    ? `${format.total(total)} deliveries`
                    : format.count(total.value, "delivery", "deliveries")}{" "}
                  {words}
                </button>
              </span>
            ))}
      </p>
      {last_received_at ? (
        <p className="mt-0.5 text-13 text-faint">
          {last_needing_received_at ? (
            <>
              {needing === 1 ? "It" : "The newest of them"} came <Time at={last_needing_received_at} />, the last
              delivery of all
            </>
          ) : (
            "The last delivery came"
          )}
          {last_needing_received_at === last_received_at ? null : (
            <>
              {" "}
              <Time at={last_received_at} />
            </>
          )}
          .
        </p>
      ) : null}
    </div>
  );
}
