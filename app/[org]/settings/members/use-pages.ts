"use client";

import { useState } from "react";
import type { Page } from "@/lib/http/cursor";
import { fetcher } from "../../../_ui/data/fetcher";
import type { Snapshot } from "../../../_ui/data/snapshot";
import { useApi } from "../../../_ui/data/use-api";
import { useOrg } from "../../../_ui/frame/org-context";
import { PAGE } from "./first-page";

/** A list that loads on by cursor. The first page follows live events; what was loaded behind it is dropped then. */
export function usePages<Row>(path: string | null, initial?: Snapshot<Page<Row>>) {
  const { api } = useOrg();
  const first = useApi<Page<Row>>(path && `${path}?limit=${PAGE.limit}`, { initial });
  const [rest, setRest] = useState<{ behind: Page<Row>; pages: Page<Row>[] } | null>(null);
  const [pending, setPending] = useState(false);
  const [moreError, setMoreError] = useState<unknown>(null);
  const pages = first.data ? [first.data, ...(rest?.behind === first.data ? rest.pages : [])] : [];
  const cursor = pages.at(-1)?.next_cursor ?? null;
  const loadMore = async () => {
    const behind = first.data;
    if (!cursor || !behind || pending) return;
    setPending(true);
    setMoreError(null);
    try {
      const page = await fetcher<Page<Row>>(`${api}${path}?limit=${PAGE.limit}&cursor=${encodeURIComponent(cursor)}`);
      setRest((now) => ({ behind, pages: [...(now?.behind === behind ? now.pages : []), page] }));
    } catch (reason) {
      setMoreError(reason);
    } finally {
      setPending(false);
    }
  };
  return {
    rows: pages.flatMap((page) => page.data),
    loading: first.isLoading,
    error: first.data ? null : first.error,
    retry: () => void first.mutate(),
    more: cursor !== null,
    loadMore,
    pending,
    moreError,
  };
}
