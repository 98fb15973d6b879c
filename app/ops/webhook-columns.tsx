import clsx from "clsx";
import type { ReactNode } from "react";
import type { AgentTraffic, KnownAgent } from "@/lib/ops/agent-traffic";
import type { Outcomes, VendorTraffic } from "@/lib/ops/traffic";
import { formatLatency } from "../_ui/format/format-duration";
import { ProviderMark } from "../_ui/provider-mark";
import type { Column } from "../_ui/table-column";
import { PhoneWord } from "./phone-word";

/** Above this the promise "on the dashboard a moment later" is broken. */
const LATE_MS = 1_000;

const UNKNOWN = <span className="text-faint max-sm:hidden">–</span>;

type Timed = { p95_committed_ms: number | null; p95_visible_ms: number | null };

const count = (value: number, isTrouble: boolean) => (
  <span className={clsx(value === 0 ? "text-faint" : isTrouble && "font-medium text-bad")}>
    {value.toLocaleString("en-US")}
  </span>
);

// A share that is nearly all must not be rounded up to all.
function kept({ total, kept }: Outcomes) {
  if (total === 0) return <span className="text-faint">–</span>;
  const share = kept === total ? "100%" : `${(Math.floor((kept / total) * 1000) / 10).toFixed(1)}%`;
  return <span className={kept === total ? undefined : "font-medium text-bad"}>{share}</span>;
}

function latency(ms: number | null) {
  if (ms === null) return <span className="text-faint">–</span>;
  return <span className={ms > LATE_MS ? "font-medium text-warn" : undefined}>{formatLatency(ms)}</span>;
}

// `of` answers null where nothing was counted: then no figure is shown as zero.
const outcomes = <Row,>(of: (row: Row) => (Outcomes & Timed) | null): Column<Row>[] => {
  const cell = (draw: (figures: Outcomes & Timed) => ReactNode) => (row: Row) => {
    const figures = of(row);
    return figures ? draw(figures) : UNKNOWN;
  };
  return [
    {
      key: "total",
      head: "Deliveries",
      align: "right",
      phone: "aside",
      cell: cell(({ total }) => (
        <>
          {count(total, false)}
          <PhoneWord>deliveries</PhoneWord>
        </>
      )),
    },
    {
      key: "kept",
      head: "Kept",
      align: "right",
      phone: "detail",
      cell: cell((figures) => (
        <>
          {kept(figures)}
          <PhoneWord>kept</PhoneWord>
        </>
      )),
    },
    {
      key: "refused",
      head: "Signature failures",
      align: "right",
      hideBelow: "md",
      cell: cell(({ refused }) => count(refused, true)),
    },
    {
      key: "failed",
      head: "Failed with us",
      align: "right",
      hideBelow: "md",
      cell: cell(({ failed }) => count(failed, true)),
    },
    {
      key: "unusable",
      head: "Unusable",
      align: "right",
      hideBelow: "xl",
      cell: cell(({ unusable }) => count(unusable, false)),
    },
    {
      key: "committed",
      head: "p95 kept",
      align: "right",
      hideBelow: "lg",
      cell: cell(({ p95_committed_ms }) => latency(p95_committed_ms)),
    },
    {
      key: "visible",
      head: "p95 visible",
      align: "right",
      phone: "meta",
      cell: cell(({ p95_visible_ms }) => (
        <span className={p95_visible_ms === null ? "max-sm:hidden" : undefined}>
          {latency(p95_visible_ms)}
          <PhoneWord>until visible</PhoneWord>
        </span>
      )),
    },
  ];
};

export const vendorColumns: Column<VendorTraffic>[] = [
  {
    key: "vendor",
    head: "Vendor",
    phone: "title",
    width: "28%",
    cell: ({ provider }) =>
      provider === "retell" || provider === "vapi" ? (
        <ProviderMark provider={provider} />
      ) : (
        <span className="text-muted">Nobody we know</span>
      ),
  },
  ...outcomes<VendorTraffic>(({ recent, p95_committed_ms, p95_visible_ms }) => ({
    ...recent,
    p95_committed_ms,
    p95_visible_ms,
  })),
];

export const agentColumns: Column<AgentTraffic | KnownAgent>[] = [
  {
    key: "agent",
    head: "Agent",
    phone: "title",
    width: "28%",
    cell: ({ name, org_name, provider }) => (
      <span className="inline-flex min-w-0 items-center gap-x-2 max-sm:flex-wrap">
        {provider === "retell" || provider === "vapi" ? <ProviderMark provider={provider} bare /> : null}
        <span className="truncate font-medium">{name}</span>
        <span className="truncate text-12 text-faint">{org_name}</span>
      </span>
    ),
  },
  ...outcomes<AgentTraffic | KnownAgent>((row) => ("total" in row ? row : null)),
];
