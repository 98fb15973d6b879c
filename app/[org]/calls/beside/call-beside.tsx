"use client";

import { ChevronDown, ChevronUp, Maximize2, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";
import { useApi } from "@/app/_ui/data/use-api";
import { useOrg } from "@/app/_ui/frame/org-context";
import { IconButton } from "@/app/_ui/icon-button";
import { LinkButton } from "@/app/_ui/link-button";
import type { CallDetail } from "@/lib/calls/get-call";
import { callerOf } from "../[id]/_call/caller-of";
import { InList } from "../[id]/_call/in-list";
import { inRows } from "../in-rows";
import { WIDE } from "../use-beside";
import { ComingCall, OpenCall } from "./open-call";
import { useListWalk } from "./use-list-walk";
import { usePanelKeys } from "./use-panel-keys";
import { useKeptScroll, useUnderBar } from "./use-place";
import { useSettled } from "./use-settled";

/**
 * A call beside the list it was opened from. It has the focus when it is opened, walks with j and k, and gives the focus
 * back to its row when it is closed.
 */
export function CallBeside({
  id,
  path,
  query,
}: {
  id: string;
  /** Of the list's first page, as the cache keeps it. */
  path: string;
  query: string;
}) {
  const { org } = useOrg();
  const box = useRef<HTMLElement>(null);
  /** What the list was when it last stood alone: one step back leads there. */
  const alone = useRef(query);
  const list = `/${org.slug}/calls`;
  const suffix = query && `?${query}`;
  const address = `${list}/${id}${suffix}`;
  const show = useCallback(
    (next: string) => window.history.replaceState(null, "", `${list}/${next}${suffix}`),
    [list, suffix],
  );
  const { step, hasPrevious, hasNext } = useListWalk(id, box, show);
  const leaving = useLeaving();
  const close = () => {
    // Asked twice in haste, one step back is enough: a second one would leave the list.
    if (leaving.current || window.location.pathname === list) return;
    if (alone.current === query) {
      leaving.current = true;
      window.history.back();
    } else window.history.replaceState(null, "", `${list}${suffix}`);
  };
  useUnderBar(box);
  useKeptScroll(list);
  usePageWhereNarrow(address);
  usePanelKeys(step, close);
  const inList = useCallback(
    (change: object) => inRows(path, (call) => (call.id === id ? { ...call, ...change } : call)),
    [path, id],
  );
  const settled = useSettled(id);
  const { data } = useApi<CallDetail>(`/calls/${settled}`);
  const caller = data?.id === id ? callerOf(data) : null;
  return (
    <aside
      ref={box}
      data-beside
      tabIndex={-1}
      aria-label={caller ? `Call: ${caller}` : "Call"}
      className="beside-box z-10 animate-panel overflow-y-auto overscroll-contain bg-canvas focus:outline-none focus-visible:shadow-[inset_2px_0_0_var(--accent)]"
    >
      {/* The page's own title; the list's is there again when this one goes. */}
      <title>{`Call · ${org.name} · Foyer`}</title>
      <div className="sticky top-0 z-20 flex h-12 items-center gap-1 border-line border-b bg-canvas pr-3 pl-6">
        <h2 aria-live="polite" className="min-w-0 flex-1 truncate font-semibold text-14">
          {caller ?? "Call"}
        </h2>
        <nav aria-label="Calls of the list" className="flex">
          <IconButton label="Previous call" shortcut="k" disabled={!hasPrevious} onClick={() => step(-1)}>
            <ChevronUp />
          </IconButton>
          <IconButton label="Next call" shortcut="j" disabled={!hasNext} onClick={() => step(1)}>
            <ChevronDown />
          </IconButton>
        </nav>
        <LinkButton href={address} look="ghost" size="small" prefetch={false}>
          <Maximize2 aria-hidden />
          Open as page
        </LinkButton>
        <IconButton label="Close the call" shortcut="Esc" onClick={close}>
          <X />
        </IconButton>
      </div>
      <InList value={inList}>{settled === id ? <OpenCall key={id} id={id} /> : <ComingCall />}</InList>
    </aside>
  );
}

/** Whether a step back is under way. */
function useLeaving() {
  const leaving = useRef(false);
  useEffect(() => {
    const left = () => {
      leaving.current = false;
    };
    window.addEventListener("popstate", left);
    return () => window.removeEventListener("popstate", left);
  }, []);
  return leaving;
}

/** Where a call and its list have no room beside each other, there is the call's page. */
function usePageWhereNarrow(address: string) {
  const router = useRouter();
  useEffect(() => {
    const wide = window.matchMedia(WIDE);
    const turn = () => {
      if (!wide.matches) router.replace(address);
    };
    turn();
    wide.addEventListener("change", turn);
    return () => wide.removeEventListener("change", turn);
  }, [router, address]);
}
