"use client";

import clsx from "clsx";
import { Inbox } from "lucide-react";
import { Suspense, useRef, useState } from "react";
import { useQueryStates } from "@/app/_ui/data/query-state";
import type { Snapshot } from "@/app/_ui/data/snapshot";
import { useApi } from "@/app/_ui/data/use-api";
import type { Page } from "@/app/_ui/data/use-cursor-list";
import { EmptyState } from "@/app/_ui/empty-state";
import { useCan } from "@/app/_ui/frame/org-context";
import { Kbd } from "@/app/_ui/kbd";
import { late } from "@/app/_ui/late";
import { PageHeader } from "@/app/_ui/page-header";
import { useShortcuts } from "@/app/_ui/shortcuts";
import { useChoice } from "@/app/[org]/calls/use-choice";
import type { AgentNames } from "@/lib/agents/list-agent-names";
import type { Attention } from "@/lib/deliveries/deliveries-needing-attention";
import type { DeliveryDetail as Detail } from "@/lib/deliveries/get-delivery";
import type { ListedDelivery } from "@/lib/deliveries/list-deliveries";
import { DeliveryList } from "./delivery-list";
import { deliveriesPath, filterParsers } from "./filters";
import { InboxHead } from "./inbox-head";
import { chosenNow, useChosenDelivery } from "./use-chosen-delivery";

// The list is what one comes for; the delivery beside it may be ready a moment later.
const DeliveryDetail = late(() => import("./delivery-detail").then((module) => module.DeliveryDetail));

export type InboxInitial = {
  agents: Snapshot<AgentNames>;
  attention: Snapshot<Attention>;
  page: Snapshot<Page<ListedDelivery>> | undefined;
  delivery: Snapshot<Detail> | undefined;
};

/** Deliveries like a mail client: the list with its verdicts, the chosen one beside it; on a phone one after the other. */
export function InboxScreen({ initial, initialPath }: { initial: InboxInitial; initialPath: string }) {
  const [filters, setFilters] = useQueryStates(filterParsers);
  const { chosen, choose } = useChosenDelivery();
  const [rows, setRows] = useState<readonly string[]>([]);
  const picks = useChoice(rows);
  const column = useRef<HTMLDivElement>(null);
  const reading = useRef<HTMLDivElement>(null);
  const mayReplay = useCan()("deliveries.replay");
  const path = deliveriesPath(filters);
  const [pickedFrom, setPickedFrom] = useState(path);
  // Of other filters nothing is picked yet.
  if (pickedFrom !== path) {
    setPickedFrom(path);
    picks.clear();
  }
  const { data: attention = initial.attention.data } = useApi<Attention>("/deliveries/attention", {
    initial: initial.attention,
  });

  const step = (by: number) => {
    const now = chosenNow();
    const at = now === null ? -1 : rows.indexOf(now);
    const next = rows[at === -1 ? 0 : at + by];
    if (!next) return;
    choose(next, { replace: now !== null });
    const row = column.current?.querySelector(`[data-row="${next}"]`);
    row?.scrollIntoView({ block: "nearest" });
    // Who reads goes on reading; else Enter is for the row that was gone to, not for where the focus was.
    const isReading = reading.current?.contains(document.activeElement);
    (isReading ? reading.current : row?.querySelector("a"))?.focus({ preventScroll: true });
  };
  const read = () => reading.current?.focus();
  const pick = (id: string | null) => id && picks.toggle(id, false);
  useShortcuts([
    { keys: "j", does: "Next delivery", run: () => step(1) },
    { keys: "k", does: "Previous delivery", run: () => step(-1) },
    { keys: "Enter", does: "Read the delivery", run: read },
    { keys: "u", does: "Back to the list", run: () => choose(null) },
    ...(mayReplay ? [{ keys: "x", does: "Pick the delivery", run: () => pick(chosenNow()) }] : []),
  ]);

  const shown = initial.delivery?.data.id === chosen ? initial.delivery : undefined;
  return (
    <div className="lg:grid lg:h-dvh lg:grid-cols-[25rem_minmax(0,1fr)] lg:overflow-hidden xl:grid-cols-[28rem_minmax(0,1fr)]">
      <div
        ref={column}
        className={clsx("min-w-0 border-line lg:overflow-y-auto lg:border-r", chosen && "max-lg:hidden")}
      >
        <PageHeader crumbs={[{ label: "Inbox" }]} />
        <InboxHead
          agents={initial.agents}
          attention={attention}
          filters={filters}
          onFilter={(next) => setFilters(next)}
          picked={picks.chosen}
          onUnpick={picks.clear}
        />
        <DeliveryList
          key={path}
          path={path}
          initial={path === initialPath ? initial.page : undefined}
          chosen={chosen}
          // What was gone to a moment ago is read.
          onChoose={(id) => (chosenNow() === id ? read() : choose(id))}
          picked={picks.chosen}
          onPick={mayReplay ? pick : undefined}
          onClear={() => setFilters(null)}
          isAtTop={() => (column.current?.scrollTop ?? 0) < 40 && window.scrollY < 120}
          onTop={() => {
            column.current?.scrollTo({ top: 0 });
            window.scrollTo({ top: 0 });
          }}
          onRows={(now) => setRows((before) => (before.join() === now.join() ? before : now))}
        />
      </div>
      <div
        ref={reading}
        id="delivery"
        tabIndex={-1}
        className={clsx("min-w-0 focus:outline-none lg:overflow-y-auto", !chosen && "max-lg:hidden")}
      >
        {chosen ? <h1 className="sr-only lg:hidden">Inbox</h1> : null}
        {chosen ? (
          <Suspense>
            <DeliveryDetail
              key={chosen}
              id={chosen}
              initial={shown}
              onBack={() => choose(null)}
              onOpen={(id) => choose(id)}
            />
          </Suspense>
        ) : attention.last_received_at === null ? null : (
          <div className="grid h-full place-items-center">
            <EmptyState icon={<Inbox />} title="Choose a delivery">
              <p>Everything your voice vendors sent, what it changed, and a way to run it again.</p>
              <p className="mt-3 flex items-center justify-center gap-1.5 text-13 text-faint">
                <Kbd>j</Kbd> <Kbd>k</Kbd> to move through them
              </p>
            </EmptyState>
          </div>
        )}
      </div>
    </div>
  );
}
