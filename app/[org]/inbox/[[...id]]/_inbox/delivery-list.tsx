"use client";

import { Inbox, SearchX } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Button } from "@/app/_ui/button";
import type { Snapshot } from "@/app/_ui/data/snapshot";
import { type Page, useCursorList } from "@/app/_ui/data/use-cursor-list";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { useFormat } from "@/app/_ui/format/use-format";
import { useOrg } from "@/app/_ui/frame/org-context";
import { LoadMore } from "@/app/_ui/load-more";
import { NewRowsPill } from "@/app/_ui/new-rows-pill";
import { Skeleton } from "@/app/_ui/skeleton";
import { TextLink } from "@/app/_ui/text-link";
import { groupDeliveries } from "@/lib/deliveries/group-deliveries";
import type { ListedDelivery } from "@/lib/deliveries/list-deliveries";
import { DeliveryRow } from "./delivery-row";

/** The deliveries of one set of filters: live, older ones by cursor. */
export function DeliveryList({
  path,
  initial,
  chosen,
  onChoose,
  picked,
  onPick,
  onClear,
  isAtTop,
  onTop,
  onRows,
}: {
  path: string;
  initial: Snapshot<Page<ListedDelivery>> | undefined;
  chosen: string | null;
  onChoose: (id: string) => void;
  picked: ReadonlySet<string>;
  onPick: ((id: string) => void) | undefined;
  onClear: () => void;
  isAtTop: () => boolean;
  onTop: () => void;
  /** Told the ids of the rows on screen, for the keyboard and for what is picked. */
  onRows: (ids: readonly string[]) => void;
}) {
  const format = useFormat();
  const list = useCursorList<ListedDelivery>(path, { initial, subject: "delivery", isAtTop });
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  // A fold is known by its oldest row: that one stays while newer ones come.
  const unfold = useCallback((oldest: string) => setUnfolded((now) => new Set(now).add(oldest)), []);
  const rows = foldRows(list.rows, { unfolded, chosen, picked });
  useEffect(() => onRows(rows.map(({ row }) => row.id)));
  const reveal = () => {
    list.reveal();
    onTop();
  };
  if (list.pending && list.rows.length === 0) return <ListSkeleton />;
  if (list.error) return <ErrorState error={list.error} title="The deliveries did not load" onRetry={list.retry} />;
  if (list.rows.length === 0) return <NoDeliveries filtered={path.includes("&")} onClear={onClear} />;
  return (
    <>
      <NewRowsPill count={list.held} word="delivery" plural="deliveries" onShow={reveal} className="top-14" />
      <ul aria-label="Deliveries">
        {rows.map(({ row, folded }) => (
          <DeliveryRow
            key={row.id}
            delivery={row}
            folded={folded}
            chosen={row.id === chosen}
            arrived={list.arrived.has(row.id)}
            picked={picked.has(row.id)}
            picking={picked.size > 0}
            onChoose={onChoose}
            onPick={onPick}
            onUnfold={unfold}
          />
        ))}
      </ul>
      <LoadMore
        more={list.more}
        pending={list.loadingMore}
        error={list.olderError}
        onMore={list.loadMore}
        end={`That is all: ${format.count(list.rows.length, "delivery", "deliveries")}.`}
      />
    </>
  );
}

type Row = { row: ListedDelivery; folded: { count: number; oldest: string } | undefined };

// A run with the chosen delivery in it stays open, so that j and k never lose their place; one with a picked delivery that
// it would hide as well.
function foldRows(
  rows: readonly ListedDelivery[],
  { unfolded, chosen, picked }: Record<"unfolded" | "picked", ReadonlySet<string>> & { chosen: string | null },
): Row[] {
  return groupDeliveries(rows).flatMap((group): Row[] => {
    const [newest] = group;
    const oldest = group.at(-1)?.id ?? "";
    const open =
      group.length === 1 ||
      unfolded.has(oldest) ||
      group.some((row) => row.id === chosen || (row !== newest && picked.has(row.id)));
    if (open || !newest) return group.map((row) => ({ row, folded: undefined }));
    return [{ row: newest, folded: { count: group.length, oldest } }];
  });
}

function NoDeliveries({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { org } = useOrg();
  if (filtered) {
    return (
      <EmptyState icon={<SearchX />} title="No delivery matches" action={<Button onClick={onClear}>Clear all</Button>}>
        Search finds the beginning of a call id, a phone number or an event type.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Inbox />} title="The first one appears here as it arrives">
      Every webhook of your <TextLink href={`/${org.slug}/agents`}>agents</TextLink> is kept here: proven, word for
      word, with what it changed.
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading deliveries">
      {Array.from({ length: 9 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity
        <div key={row} className="flex h-[4.75rem] flex-col justify-center gap-2 border-line border-b px-4">
          <Skeleton className="h-3 w-40" />
          <Skeleton className="h-3 w-56" />
        </div>
      ))}
    </div>
  );
}
