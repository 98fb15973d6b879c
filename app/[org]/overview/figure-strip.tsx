"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { Figures } from "@/lib/analytics/figures";
import type { Overview } from "@/lib/analytics/read-overview";
import { formatShare } from "../../_ui/format/format-count";
import { formatMinutes } from "../../_ui/format/format-duration";
import { formatMoney } from "../../_ui/format/format-money";
import { localDay } from "../../_ui/format/local-day";
import { useOrg } from "../../_ui/frame/org-context";

/** Today in figures, each a door to the calls behind it, each against yesterday at the same time. */
export function FigureStrip({ overview }: { overview: Overview }) {
  const { org } = useOrg();
  const { today, yesterday_until_now: yesterday, currency } = overview;
  const day = localDay(new Date(overview.now), overview.time_zone);
  const door = (filter = "") => `/${org.slug}/calls?from=${day}&to=${day}${filter}`;
  const money = (micros: number) => formatMoney(micros, currency);
  return (
    <section aria-label="Today in figures">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-3 xl:grid-cols-6">
        <Figure
          label="Calls"
          href={door()}
          value={today.calls.toLocaleString("en-US")}
          now={today.calls}
          before={yesterday.calls}
        />
        <Figure
          label="Talked"
          href={door("&status=ended")}
          value={formatMinutes(today.duration_ms)}
          now={today.duration_ms}
          before={yesterday.duration_ms}
        />
        <Figure
          label="Reached their aim"
          href={door("&successful=true")}
          value={rate(today)}
          note={
            yesterday.analyzed_calls > 0 ? (
              <>
                {rate(yesterday)} <span className="text-faint">yesterday</span>
              </>
            ) : null
          }
        />
        <Figure
          label="Cost"
          href={door()}
          value={money(today.cost_micros)}
          title={formatMoney(today.cost_micros, currency, "exact")}
          now={today.cost_micros}
          before={yesterday.cost_micros}
        />
        <Figure
          label="Billable"
          href={door("&is_billable=true")}
          value={today.billable.calls.toLocaleString("en-US")}
          note={money(today.billable.cost_micros)}
        />
        <Figure
          label="Test"
          href={door("&is_billable=false")}
          value={today.test.calls.toLocaleString("en-US")}
          note={money(today.test.cost_micros)}
        />
      </dl>
    </section>
  );
}

function rate({ analyzed_calls, successful_calls }: Figures): string {
  return analyzed_calls === 0 ? "–" : formatShare(successful_calls / analyzed_calls);
}

function Figure({
  label,
  href,
  value,
  title,
  now,
  before,
  note,
}: {
  label: string;
  href: string;
  value: string;
  title?: string;
  now?: number;
  before?: number;
  note?: ReactNode;
}) {
  return (
    <div className="relative bg-surface px-4 py-3 transition-colors duration-100 hover:bg-hover">
      <dt className="text-12 text-muted">
        <Link
          href={href}
          className="rounded-[2px] after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
        >
          {label}
        </Link>
      </dt>
      <dd className="tabular mt-0.5 font-semibold text-20" title={title}>
        {value}
      </dd>
      <dd className="tabular min-h-4 text-12 text-muted">
        {note ?? (now === undefined || before === undefined ? null : <Change now={now} before={before} />)}
      </dd>
    </div>
  );
}

function Change({ now, before }: { now: number; before: number }) {
  if (before === 0) return <span className="text-faint">{now === 0 ? "as yesterday" : "none yesterday"}</span>;
  const share = (now - before) / before;
  const text = Math.abs(share) < 0.005 ? "±0%" : `${share > 0 ? "+" : "−"}${Math.round(Math.abs(share) * 100)}%`;
  return (
    <>
      {text} <span className="text-faint">on yesterday</span>
    </>
  );
}
