"use client";

import { KeyRound, Plus } from "lucide-react";
import { Suspense, useState } from "react";
import { Button } from "@/app/_ui/button";
import type { Snapshot } from "@/app/_ui/data/snapshot";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { late } from "@/app/_ui/late";
import { LoadMore } from "@/app/_ui/load-more";
import { Card } from "@/app/_ui/section";
import { TableSkeleton } from "@/app/_ui/skeleton";
import { TextLink } from "@/app/_ui/text-link";
import type { ApiKey, NewApiKey } from "@/lib/api-keys/schemas";
import type { Page } from "@/lib/http/cursor";
import { usePages } from "../members/use-pages";
import { SettingsFrame } from "../settings-frame";
import { KeyTable } from "./key-table";
import { LimitsSection } from "./limits-section";
import { useLimits } from "./use-limits";

const KeyDialog = late(() => import("./key-dialog").then((module) => module.KeyDialog));
const TokenDialog = late(() => import("./token-dialog").then((module) => module.TokenDialog));

/** The organization's own programs: what each may do, when it was last heard of, how much of its limits it uses. */
export function ApiKeysScreen({ initial }: { initial: Snapshot<Page<ApiKey>> }) {
  const list = usePages<ApiKey>("/api_keys", initial);
  const limits = useLimits();
  // null = never opened: its code is not loaded yet.
  const [making, setMaking] = useState<boolean | null>(null);
  const [made, setMade] = useState<NewApiKey | null>(null);
  const make = (
    <Button look="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden />
      Make a key
    </Button>
  );
  const isEmpty = !list.loading && !list.error && list.rows.length === 0;
  return (
    <SettingsFrame
      label="API keys"
      answer={list.loading ? "API keys" : answer(list.rows)}
      detail={
        <>
          A key lets a program do what you choose, and nothing else.{" "}
          <TextLink href="/docs/api">How to use the API</TextLink>
        </>
      }
      actions={isEmpty ? null : make}
    >
      {list.error ? <ErrorState error={list.error} title="The API keys did not load" onRetry={list.retry} /> : null}
      {list.loading ? (
        <Card flush>
          <TableSkeleton rows={3} label="Loading API keys" />
        </Card>
      ) : null}
      {isEmpty ? (
        <Card>
          <EmptyState icon={<KeyRound />} title="A key for each program" action={make}>
            Your booking system, a report, an export: what one of them needs, the others do not get.
          </EmptyState>
        </Card>
      ) : null}
      {list.rows.length > 0 ? (
        <Card flush>
          <KeyTable keys={list.rows} limits={limits.data} onMade={setMade} />
          {list.more ? (
            <LoadMore more={list.more} pending={list.pending} error={list.moreError} onMore={list.loadMore} />
          ) : null}
        </Card>
      ) : null}
      <LimitsSection limits={limits} />
      <Suspense>
        {making === null ? null : <KeyDialog open={making} onOpenChange={setMaking} onMade={setMade} />}
        {made ? <TokenDialog made={made} onClose={() => setMade(null)} /> : null}
      </Suspense>
    </SettingsFrame>
  );
}

function answer(keys: readonly ApiKey[]): string {
  const live = keys.filter(({ state }) => state === "active" || state === "retiring");
  if (live.length === 0)
    return keys.length === 0 ? "No program uses the API yet." : "No key is accepted at the moment.";
  const soon = live
    .map(({ state, expires_at, retires_at }) => (state === "retiring" ? retires_at : expires_at))
    .filter((end) => end && Date.parse(end) - Date.now() < 14 * 86_400_000).length;
  const count = live.length === 1 ? "One key is accepted" : `${live.length} keys are accepted`;
  return soon > 0 ? `${count}; ${soon === 1 ? "one ends" : `${soon} end`} within two weeks.` : `${count}.`;
}
