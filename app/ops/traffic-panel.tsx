"use client";

import { useState } from "react";
import type { Kind, Traffic, TrafficHour } from "@/lib/ops/traffic";
import { BarChart } from "../_ui/charts/bar-chart";
import { formatCount } from "../_ui/format/format-count";
import { formatLatency } from "../_ui/format/format-duration";
import { Segmented } from "../_ui/segmented";
import { Nothing } from "./shift-part";

type Measure = Exclude<keyof TrafficHour, "hour">;

const MEASURES: Record<Measure, { label: string; word: string }> = {
  requests: { label: "Requests", word: "request" },
  deliveries: { label: "Deliveries", word: "delivery" },
  failed: { label: "Failed", word: "failed request" },
  refused: { label: "Refused", word: "refused request" },
  limited: { label: "Limited", word: "limited request" },
};

/** The last 24 hours of the whole platform, one measure at a time. */
export function TrafficPanel({ traffic }: { traffic: Traffic }) {
  const [measure, setMeasure] = useState<Measure>("requests");
  const { word } = MEASURES[measure];
  const plural = word === "delivery" ? "deliveries" : `${word}s`;
  const total = traffic.hours.reduce((sum, hour) => sum + hour[measure], 0);
  return (
    <div className="flex flex-col gap-4">
      <div className="-m-1 overflow-x-auto p-1">
        <Segmented
          label="Measure"
          segments={Object.entries(MEASURES).map(([value, { label }]) => ({ value, label }))}
          value={measure}
          onChange={(value) => setMeasure(value as Measure)}
        />
      </div>
      <BarChart
        label={`${MEASURES[measure].label} by hour (UTC)`}
        bars={traffic.hours.map((hour, at) => ({
          key: hour.hour,
          name: `${hour.hour.slice(11, 16)} UTC`,
          value: hour[measure],
          ...(at % 6 === 0 ? { tick: hour.hour.slice(11, 16) } : {}),
        }))}
        format={(value) => value.toLocaleString("en-US")}
        valueName={MEASURES[measure].label}
        resting={
          <>
            <strong className="font-semibold text-ink">{formatCount(total, word, plural)}</strong> in 24 hours
            {measure === "requests" && traffic.p95_request_ms !== null ? (
              <span className="ml-2 text-faint">p95 {formatLatency(traffic.p95_request_ms)}</span>
            ) : null}
          </>
        }
      />
    </div>
  );
}

const ERROR_WORDS: Record<string, string> = {
  internal: "Our fault",
  unavailable: "Something we lean on was away",
  not_configured: "Not configured",
  page: "A page failed",
  unauthenticated: "Not signed in, or a wrong signature",
  forbidden: "Not allowed with that role",
  not_found: "Not there, or not theirs",
  invalid: "Invalid input",
  bad_request: "Malformed request",
  conflict: "Conflict",
  rate_limited: "Too many requests",
  too_large: "Too large",
};

const OURS = new Set(["internal", "unavailable", "not_configured", "page"]);

/** Why requests were refused or failed; those on our side first. */
export function KindList({ kinds, words, empty }: { kinds: readonly Kind[]; words?: "errors"; empty: string }) {
  if (kinds.length === 0) return <Nothing>{empty}</Nothing>;
  const ordered = kinds.toSorted((a, b) => Number(OURS.has(b.name)) - Number(OURS.has(a.name)));
  return (
    <table className="w-full text-13">
      <thead className="text-12 text-faint">
        <tr className="h-8">
          <th scope="col" className="border-line border-b pl-4 text-left font-medium">
            Kind
          </th>
          <th scope="col" className="border-line border-b px-3 text-right font-medium">
            Recent
          </th>
          <th scope="col" className="border-line border-b pr-4 text-right font-medium">
            24 h
          </th>
        </tr>
      </thead>
      <tbody className="tabular">
        {ordered.map(({ name, recent, day }) => (
          <tr key={name} className="h-9">
            <th scope="row" className="border-line border-b py-1.5 pl-4 text-left font-normal">
              {words ? (ERROR_WORDS[name] ?? name) : <code className="font-mono text-12">{name}</code>}
              {words ? <code className="ml-2 font-mono text-12 text-faint max-sm:hidden">{name}</code> : null}
            </th>
            <td className="border-line border-b px-3 text-right">
              <span className={OURS.has(name) && recent > 0 ? "font-medium text-bad" : undefined}>
                {recent.toLocaleString("en-US")}
              </span>
            </td>
            <td className="border-line border-b pr-4 text-right text-muted">{day.toLocaleString("en-US")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
