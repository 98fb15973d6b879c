"use client";

import { Bookmark, Plus, Trash2, Users } from "lucide-react";
import { Suspense, useState } from "react";
import { late } from "@/app/_ui/late";
import type { CallColumn } from "@/lib/views/call-columns";
import type { SavedView, SaveView } from "@/lib/views/schemas";
import { Button } from "../../_ui/button";
import { useApi } from "../../_ui/data/use-api";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { Menu, MenuItem, MenuLabel, MenuLine } from "../../_ui/dropdown-menu";
import { toastUndo } from "../../_ui/toast";
import { type Filters, filtersOf, queryOf } from "./filters";
import { useKeepColumns } from "./use-keep-columns";

const SaveViewDialog = late(() => import("./save-view-dialog").then((module) => module.SaveViewDialog));

/** Kept sets of filters: one's own and the organization's. Says which one is on screen. */
export function ViewsMenu({
  query,
  columns,
  onOpen,
}: {
  /** The filters and order on screen, as a query string. */
  query: string;
  columns: readonly CallColumn[];
  onOpen: (filters: Filters) => void;
}) {
  const [saving, setSaving] = useState(false);
  const { data } = useApi<{ data: SavedView[] }>("/views?screen=calls");
  const views = data?.data ?? [];
  // Whether numbers are shown whole is each reader's own choice, and on record as theirs: no view makes it for another.
  const { numbers } = filtersOf(query);
  const kept = withoutNumbers(query);
  const current = views.find((view) => kept !== "" && withoutNumbers(view.query) === kept);
  const { run: remove } = useMutationApi<SavedView>({
    method: "DELETE",
    path: ({ id }) => `/views/${id}`,
    optimistic: ({ id }) => [
      {
        path: "/views?screen=calls",
        change: (list) => withoutView(list as { data: SavedView[] } | undefined, id),
      },
    ],
    invalidates: () => ["/views"],
  });
  const { run: keep } = useMutationApi<SaveView>({
    method: "PUT",
    path: () => "/views",
    invalidates: () => ["/views"],
  });
  const drop = async (view: SavedView) => {
    await remove(view);
    const { name, is_shared } = view;
    const again: SaveView = { screen: "calls", name, query: view.query, columns: view.columns, is_shared };
    toastUndo(`“${name}” is deleted`, () => void keep(again).catch(() => undefined));
  };
  const keepColumns = useKeepColumns();
  const open = (view: SavedView) => {
    onOpen({ ...filtersOf(view.query), numbers });
    if (view.columns) keepColumns(view.columns);
  };
  const groups = [
    { label: "Your views", views: views.filter((view) => view.is_own && !view.is_shared) },
    { label: "Shared in the organization", views: views.filter((view) => view.is_shared) },
  ].filter((group) => group.views.length > 0);
  return (
    <>
      <Menu
        trigger={
          <Button className={current ? "border-accent-line! bg-accent-soft! text-accent!" : ""}>
            <Bookmark aria-hidden />
            <span className={`max-w-40 truncate ${current ? "" : "max-sm:sr-only"}`}>{current?.name ?? "Views"}</span>
          </Button>
        }
      >
        {groups.map((group) => (
          <div key={group.label}>
            <MenuLabel>{group.label}</MenuLabel>
            {group.views.map((view) => (
              <MenuItem key={view.id} onSelect={() => open(view)}>
                {view.is_shared ? <Users aria-hidden /> : <Bookmark aria-hidden />}
                <span className="max-w-56 truncate">{view.name}</span>
                {view.is_own ? null : <span className="ml-auto pl-3 text-12 text-faint">{view.made_by}</span>}
              </MenuItem>
            ))}
          </div>
        ))}
        {data && views.length === 0 ? (
          <p className="max-w-64 px-2 py-1.5 text-13 text-muted">
            A view keeps filters, order and columns under a name, for you or for everybody here.
          </p>
        ) : null}
        <MenuLine />
        {current?.is_own ? (
          <MenuItem tone="bad" onSelect={() => void drop(current).catch(() => undefined)}>
            <Trash2 aria-hidden />
            Delete “{current.name}”
          </MenuItem>
        ) : null}
        <MenuItem disabled={kept === ""} onSelect={() => setSaving(true)}>
          <Plus aria-hidden />
          {kept === "" ? "Set a filter to save a view" : "Save this view"}
        </MenuItem>
      </Menu>
      {saving ? (
        <Suspense>
          <SaveViewDialog query={kept} columns={columns} onClose={() => setSaving(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

function withoutNumbers(query: string): string {
  return queryOf({ ...filtersOf(query), numbers: null });
}

function withoutView(list: { data: SavedView[] } | undefined, id: string) {
  return list && { data: list.data.filter((view) => view.id !== id) };
}
