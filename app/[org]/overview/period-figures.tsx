"use client";

import clsx from "clsx";
import { Table2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Suspense, useState } from "react";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import { late } from "@/app/_ui/late";
import type { PeriodFigures as Data } from "@/lib/analytics/read-figures";
import { Button } from "../../_ui/button";
import { BarChart } from "../../_ui/charts/bar-chart";
import { binName, binTick } from "../../_ui/figures/bin-name";
import { runningBin } from "../../_ui/figures/figures-at";
import { callsBehindBin, type PeriodFilters } from "../../_ui/figures/period-filters";
import { useOrg } from "../../_ui/frame/org-context";
import { Card, Section } from "../../_ui/section";
import { BeingRead } from "./being-read";
import { FigureCards } from "./figure-cards";

const loadNumbers = () => import("./figure-numbers");
const FigureNumbers = late(() => loadNumbers().then((module) => module.FigureNumbers));

/** The period in figures and by hour or day, read together: one pointer for all courses. */
export function PeriodFigures({ data, filters, pending }: { data: Data; filters: PeriodFilters; pending: boolean }) {
  const format = useFormat();
  const { org } = useOrg();
  const router = useRouter();
  const [at, setAt] = useState<number | null>(null);
  const [asNumbers, setAsNumbers] = useState(false);
  const bin = at === null ? undefined : data.bins[at];
  const withDay = data.unit === "hour" && data.period.days > 1;
  const running = runningBin(data);
  const soFar = (index: number | null) => (index === running ? ", so far" : "");
  const open = (index: number) => {
    const bin = data.bins[index];
    if (bin) router.push(callsBehindBin(org.slug, bin, filters));
  };
  const span = bin
    ? binName(format, bin, true) + soFar(at)
    : `${spanOf(format, data)} against ${spanBefore(format, data)}`;
  return (
    <Section
      title={
        <>
          Figures
          <span role="status" className="ml-2 inline-block font-normal text-13/4 text-muted">
            {pending ? <span className="block animate-waiting">Reading what you chose…</span> : null}
          </span>
        </>
      }
      label="Figures"
      hint={<span className={clsx(pending && "stepped-back")}>{span}</span>}
      actions={
        <Button size="small" onClick={() => setAsNumbers(true)} onPointerEnter={() => void loadNumbers()}>
          <Table2 aria-hidden />
          Numbers
        </Button>
      }
    >
      <BeingRead pending={pending} className="flex flex-col gap-3">
        <FigureCards data={data} filters={filters} at={at} onPoint={setAt} />
        <Card>
          <BarChart
            label={`Calls by ${data.unit}`}
            beforeName="before"
            format={(value) => format.count(value, "call")}
            resting={
              <>
                <span className="font-medium text-ink">Calls by {data.unit}</span>
                <span className="ml-2 text-faint max-sm:hidden">the dashes are {daysBefore(format, data)}</span>
              </>
            }
            height={168}
            at={at}
            onPoint={setAt}
            onOpen={open}
            bars={data.bins.map((each, index) => ({
              key: String(index),
              name: binName(format, each, withDay) + soFar(index),
              tick: binTick(format, data.bins, index),
              value: each.now?.calls ?? null,
              before: each.before?.calls ?? null,
            }))}
          />
        </Card>
      </BeingRead>
      {asNumbers ? (
        <Suspense fallback={null}>
          <FigureNumbers data={data} onClose={() => setAsNumbers(false)} />
        </Suspense>
      ) : null}
    </Section>
  );
}

function spanOf(format: Format, { period, time_zone }: Data): string {
  const place = (time_zone.split("/").at(-1) ?? time_zone).replaceAll("_", " ");
  const days = period.days === 1 ? format.day(period.from) : `${format.day(period.from)} – ${format.day(period.to)}`;
  return `${days} in ${place}`;
}

function spanBefore(format: Format, data: Data): string {
  return data.period.is_running ? `${daysBefore(format, data)}, until this time of day` : daysBefore(format, data);
}

function daysBefore(format: Format, { period: { days, previous_from, previous_to } }: Data): string {
  return days === 1 ? format.day(previous_from) : `${format.day(previous_from)} – ${format.day(previous_to)}`;
}
