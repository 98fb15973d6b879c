"use client";

import { Suspense } from "react";
import { ACTION_OPTIONS, ACTOR_OPTIONS, SUBJECT_OPTIONS } from "@/app/_ui/audit/options";
import { actorWord } from "@/app/_ui/audit/words";
import { Button } from "@/app/_ui/button";
import { useApi } from "@/app/_ui/data/use-api";
import { DateFilter } from "@/app/_ui/date-filter";
import { FilterMenu } from "@/app/_ui/filter-menu";
import type { AuditActor } from "@/lib/audit/list-actors";

/** What narrows the log; every choice lives in the address. */
export function AuditFilters({ about, narrowed, onClear }: { about: boolean; narrowed: boolean; onClear: () => void }) {
  const { data: actors } = useApi<{ data: AuditActor[] }>("/audit-log/actors");
  const people = (actors?.data ?? []).map((actor) => ({ value: actor.actor_id, label: actorWord(actor) }));
  return (
    <search aria-label="Filter the audit log" className="flex flex-wrap items-center gap-2">
      <Suspense fallback={<Button disabled>Date</Button>}>
        <DateFilter />
      </Suspense>
      <FilterMenu name="actor_id" label="Who" options={people} />
      <FilterMenu name="action" label="What" options={ACTION_OPTIONS} />
      <FilterMenu name="subject_type" label="On what" options={SUBJECT_OPTIONS} />
      <FilterMenu name="actor_type" label="Kind of actor" options={ACTOR_OPTIONS} />
      {about ? <span className="text-13 text-muted">about one thing</span> : null}
      {narrowed ? (
        <Button look="ghost" onClick={onClear}>
          Clear all
        </Button>
      ) : null}
    </search>
  );
}
