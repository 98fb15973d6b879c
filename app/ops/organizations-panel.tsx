"use client";

import { Building2, Plus, SearchX } from "lucide-react";
import { Suspense, useState } from "react";
import { parseAsString } from "@/app/_ui/data/query-parsers";
import { useQueryState } from "@/app/_ui/data/query-state";
import type { Page } from "@/lib/http/cursor";
import type { OrganizationHealth } from "@/lib/ops/schemas";
import { Button } from "../_ui/button";
import type { Snapshot } from "../_ui/data/snapshot";
import { useCursorList } from "../_ui/data/use-cursor-list";
import { EmptyState } from "../_ui/empty-state";
import { ErrorState } from "../_ui/error-state";
import { formatCount } from "../_ui/format/format-count";
import { late } from "../_ui/late";
import { LoadMore } from "../_ui/load-more";
import { SearchField } from "../_ui/search-field";
import { Card, Section } from "../_ui/section";
import { TableSkeleton } from "../_ui/skeleton";
import { DataTable } from "../_ui/table";
import { organizationColumns } from "./organization-columns";
import { useRefreshing } from "./use-refreshing";

const FoundDialog = late(() => import("./found-dialog").then((module) => module.FoundDialog));

/** Every organization and how it fares; a row opens its page. */
export function OrganizationsPanel({
  initial,
  initialSearch,
}: {
  initial: Snapshot<Page<OrganizationHealth>>;
  initialSearch: string;
}) {
  const [search] = useQueryState("search", parseAsString.withDefault(""));
  // null = never opened: its code is not loaded yet.
  const [founding, setFounding] = useState<boolean | null>(null);
  return (
    <div id="organizations" className="scroll-mt-16">
      <Section
        title="Organizations"
        actions={
          <>
            <SearchField label="Search organizations" className="w-64 max-sm:w-full" />
            <Button onClick={() => setFounding(true)}>
              <Plus aria-hidden />
              New
            </Button>
          </>
        }
      >
        <OrganizationList key={search} search={search} {...(search === initialSearch ? { initial } : {})} />
      </Section>
      <Suspense>{founding === null ? null : <FoundDialog open={founding} onOpenChange={setFounding} />}</Suspense>
    </div>
  );
}

function OrganizationList({ search, initial }: { search: string; initial?: Snapshot<Page<OrganizationHealth>> }) {
  const path = `/api/ops/organizations?limit=50${search ? `&search=${encodeURIComponent(search)}` : ""}`;
  useRefreshing<Page<OrganizationHealth>>(path, initial);
  // By name: what is new is nowhere in particular, and nothing is pushed away under who reads.
  const list = useCursorList<OrganizationHealth>(path, { initial, subject: "organization", isAtTop: () => true });
  if (list.error) return <ErrorState error={list.error} title="The organizations did not load" onRetry={list.retry} />;
  if (list.rows.length === 0 && list.pending) return <TableSkeleton label="Loading organizations" />;
  if (list.rows.length === 0) {
    return search ? (
      <EmptyState icon={<SearchX />} title="No organization matches">
        No name and no address begins with “{search}”.
      </EmptyState>
    ) : (
      <EmptyState icon={<Building2 />} title="No organization yet">
        The first appears here when somebody signs up and creates it.
      </EmptyState>
    );
  }
  return (
    <>
      <p className="text-14 text-muted">{answer(list.rows, list.more)}</p>
      <Card flush>
        <DataTable
          label="Organizations"
          rows={list.rows}
          columns={organizationColumns}
          rowKey={({ id }) => id}
          href={({ id }) => `/ops/organizations/${id}`}
        />
        {list.more ? <LoadMore more pending={list.loadingMore} error={list.olderError} onMore={list.loadMore} /> : null}
      </Card>
    </>
  );
}

function answer(rows: OrganizationHealth[], more: boolean): string {
  const trouble = rows.filter(({ state }) => state === "trouble");
  const all = `${formatCount(rows.length, "organization")}${more ? " so far" : ""}`;
  if (trouble.length === 0) return `Nothing is wrong: ${all}.`;
  const names = trouble.slice(0, 2).map(({ name }) => name);
  const others = trouble.length - names.length;
  const who = names.join(others > 0 ? ", " : " and ") + (others > 0 ? ` and ${others} more` : "");
  return `${who} ${trouble.length === 1 ? "needs" : "need"} a look; ${all}.`;
}
