"use client";

import type { Shift } from "@/lib/ops/read-shift";
import { DataTable } from "../_ui/table";
import { AgentsPanel } from "./agents-panel";
import { cacheColumns } from "./cache-columns";
import { DatabaseFigures, SlowQueries } from "./database-panel";
import { instanceColumns } from "./instance-columns";
import { FailedJobs, QueueTable } from "./jobs-panel";
import { Nothing, ShiftPart } from "./shift-part";
import { StaffActs } from "./staff-acts";
import { KindList, TrafficPanel } from "./traffic-panel";
import { vendorColumns } from "./webhook-columns";

/** What the answer at the top of the console stands on: traffic, webhooks, jobs, database, cache, instances. */
export function ShiftEvidence({ shift }: { shift: Shift }) {
  const since = "data" in shift.traffic ? `since ${shift.traffic.data.recent_since.slice(11, 16)} UTC` : undefined;
  return (
    <>
      <div className="grid gap-x-6 gap-y-10 xl:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
        <ShiftPart id="traffic" title="Traffic" hint="24 hours, all organizations" part={shift.traffic} flush={false}>
          {(traffic) => <TrafficPanel traffic={traffic} />}
        </ShiftPart>
        <div className="flex min-w-0 flex-col gap-6">
          <ShiftPart title="Errors by kind" hint={since ? `Recent is ${since}` : undefined} part={shift.traffic}>
            {({ errors }) => <KindList kinds={errors} words="errors" empty="No request was refused or failed." />}
          </ShiftPart>
          <ShiftPart title="Rate limited" hint="By tier of the limits" part={shift.traffic}>
            {({ limited }) => <KindList kinds={limited} empty="Nobody has reached a limit." />}
          </ShiftPart>
        </div>
      </div>

      <div id="webhooks" className="flex scroll-mt-16 flex-col gap-6">
        <ShiftPart
          title="Webhooks by vendor"
          hint={`${since ? `${since.replace("since", "Since")}. ` : ""}Visible: from receipt to the dashboards that watch.`}
          part={shift.traffic}
        >
          {({ vendors }) =>
            vendors.length === 0 ? (
              <Nothing>No delivery in 24 hours.</Nothing>
            ) : (
              <DataTable
                label="Webhooks by vendor"
                rows={vendors}
                columns={vendorColumns}
                rowKey={({ provider }) => provider}
              />
            )
          }
        </ShiftPart>
        <AgentsPanel worst={shift.agents} />
      </div>

      <div id="jobs" className="grid scroll-mt-16 gap-x-6 gap-y-6 xl:grid-cols-2">
        <ShiftPart title="Queues" hint="Counted to 10,000" part={shift.jobs}>
          {({ queues }) => <QueueTable queues={queues} />}
        </ShiftPart>
        <ShiftPart title="Failed jobs" hint="Tried to the end; kept for 90 days" part={shift.jobs}>
          {({ failed, dead_letters }) => <FailedJobs jobs={failed} total={dead_letters} />}
        </ShiftPart>
      </div>

      <div id="database" className="flex scroll-mt-16 flex-col gap-6">
        <ShiftPart title="Database" part={shift.database}>
          {(database) => <DatabaseFigures database={database} />}
        </ShiftPart>
        <ShiftPart
          title="Slow statements"
          hint="Above 100 ms on average, costliest in total first"
          part={shift.database}
        >
          {({ slow }) => <SlowQueries slow={slow} />}
        </ShiftPart>
      </div>

      <ShiftPart id="cache" title="Cache" hint={cacheHint(shift)} part={shift.cache}>
        {({ namespaces }) => (
          <DataTable label="Cache" rows={namespaces} columns={cacheColumns} rowKey={({ namespace }) => namespace} />
        )}
      </ShiftPart>

      <ShiftPart
        id="instances"
        title="Instances"
        hint={
          "data" in shift.fleet && shift.fleet.data.scope === "instance"
            ? "Redis is away: only the one that answered is shown"
            : "Heard of within 90 seconds"
        }
        part={shift.fleet}
      >
        {({ instances }) => (
          <DataTable label="Instances" rows={instances} columns={instanceColumns} rowKey={({ id }) => id} />
        )}
      </ShiftPart>

      <ShiftPart id="staff" title="What staff did" hint="Inside organizations, newest first" part={shift.staff}>
        {(acts) => <StaffActs acts={acts} />}
      </ShiftPart>
    </>
  );
}

function cacheHint({ cache }: Shift): string {
  if ("failed" in cache) return "Hits and misses by what is kept";
  const { scope, total } = cache.data;
  const rate = total.hit_rate === null ? "Nothing was read yet" : `${(total.hit_rate * 100).toFixed(1)}% hits`;
  return `${rate}, ${scope === "fleet" ? "all instances since Thursday 00:00 UTC" : "this instance alone: Redis is away"}`;
}
