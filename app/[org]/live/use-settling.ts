"use client";

import { useEffect, useRef, useState } from "react";
import type { CallPage } from "@/lib/calls/list-calls";
import type { LiveCall } from "@/lib/calls/list-live-calls";
import { useApi } from "../../_ui/data/use-api";

/** A call on the live screen: under way, or just over and still shown with how it ended. */
export type LiveCard = { call: LiveCall; over: boolean };

const SHOWN_AFTER_END_MS = 20_000;

/** Keeps calls that have left the list of live ones for a while, with their outcome and cost as they become known. */
export function useSettling(live: readonly LiveCall[] | undefined): LiveCard[] {
  const last = useRef(new Map<string, LiveCall>());
  const [leaving, setLeaving] = useState<readonly LiveCall[]>([]);

  useEffect(() => {
    if (!live) return;
    const now = new Map(live.map((call) => [call.id, call]));
    const gone = [...last.current.values()].filter((call) => !now.has(call.id));
    last.current = now;
    if (gone.length === 0) return;
    setLeaving((before) => [...gone, ...before.filter((call) => !now.has(call.id))]);
    const ids = new Set(gone.map((call) => call.id));
    setTimeout(() => setLeaving((before) => before.filter((call) => !ids.has(call.id))), SHOWN_AFTER_END_MS);
  }, [live]);

  const query = leaving
    .map((call) => `id=${call.id}`)
    .sort()
    .join("&");
  const { data: ended } = useApi<CallPage>(query ? `/calls?limit=50&${query}` : null);
  const endings = new Map(ended?.data.map((call) => [call.id, call]));
  const underWay = new Set(live?.map((call) => call.id));
  return [
    ...(live ?? []).map((call) => ({ call, over: false })),
    ...leaving
      .filter((call) => !underWay.has(call.id))
      .map((call) => ({ call: { ...call, ...endings.get(call.id) }, over: true })),
  ];
}
