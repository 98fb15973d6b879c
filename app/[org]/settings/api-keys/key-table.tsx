"use client";

import { useMemo } from "react";
import { Status } from "@/app/_ui/status";
import { DataTable } from "@/app/_ui/table";
import type { Column } from "@/app/_ui/table-column";
import { Time } from "@/app/_ui/time";
import type { ApiKey, Limits, NewApiKey } from "@/lib/api-keys/schemas";
import { isGrave } from "@/lib/auth/scopes";
import { KeyActions } from "./key-actions";
import { levelsOf, NOUNS } from "./levels";

/** Keys as rows: the name, what may be seen of the key, what it may do, when it was last heard of, until when. */
export function KeyTable({
  keys,
  limits,
  onMade,
}: {
  keys: readonly ApiKey[];
  limits: Limits | undefined;
  onMade: (made: NewApiKey) => void;
}) {
  const usage = useMemo(() => new Map(limits?.api_keys.map((each) => [each.id, each.requests])), [limits]);
  const rows = useMemo(() => keys.map((key) => ({ ...key, usage: usage.get(key.id) })), [keys, usage]);
  const columns = useMemo(() => [...COLUMNS, actions(onMade)], [onMade]);
  return <DataTable label="API keys" rows={rows} columns={columns} rowKey={({ id }) => id} />;
}

type Row = ApiKey & { usage: Limits["api_keys"][number]["requests"] | undefined };

const COLUMNS: Column<Row>[] = [
  {
    key: "name",
    head: "Name",
    width: "13rem",
    phone: "title",
    cell: ({ name, state }) => <span className={isOver(state) ? "text-muted" : "font-medium"}>{name}</span>,
  },
  {
    key: "key",
    head: "Key",
    width: "14rem",
    cell: ({ prefix, last_four }) => (
      <span className="whitespace-nowrap font-mono text-12 text-muted">
        foyer_live_
        {prefix}_…{last_four}
      </span>
    ),
  },
  { key: "scopes", head: "Allowed to", fill: true, hideBelow: "lg", cell: ({ scopes }) => <Scopes scopes={scopes} /> },
  {
    key: "usage",
    head: "Last minute",
    align: "right",
    hideBelow: "md",
    width: "8rem",
    cell: ({ usage }) =>
      usage ? (
        <span className="text-muted tabular-nums">
          {usage.used ?? "–"} / {usage.limit}
        </span>
      ) : (
        <span className="text-faint">–</span>
      ),
  },
  {
    key: "used",
    head: "Last used",
    width: "8rem",
    cell: ({ last_used_at }) => (
      <span className="text-muted">{last_used_at ? <Time at={last_used_at} /> : "never"}</span>
    ),
  },
  {
    key: "both",
    head: "Key and last use",
    phone: "detail",
    phoneOnly: true,
    cell: ({ prefix, last_used_at }) => (
      <>
        <span className="font-mono text-12">{prefix}</span> · {last_used_at ? <Time at={last_used_at} /> : "never used"}
      </>
    ),
  },
  { key: "state", head: "State", width: "11rem", phone: "aside", cell: (key) => <State apiKey={key} /> },
];

const actions = (onMade: (made: NewApiKey) => void): Column<Row> => ({
  key: "actions",
  head: <span className="sr-only">Change</span>,
  align: "right",
  width: "3.5rem",
  phone: "meta",
  cell: (key) => (isOver(key.state) && key.state !== "expired" ? null : <KeyActions apiKey={key} onMade={onMade} />),
});

const isOver = (state: ApiKey["state"]) => state !== "active" && state !== "retiring";

function Scopes({ scopes }: Pick<ApiKey, "scopes">) {
  const levels = levelsOf(scopes);
  const text = NOUNS.flatMap(({ noun, label, levels: all }) => {
    const level = levels[noun] ?? 0;
    return level > 0 ? [`${label}: ${all[level]?.label.toLowerCase()}`] : [];
  }).join(", ");
  const grave = scopes.filter(isGrave).map((scope) => scope.replace(":", " "));
  return (
    <span className="block truncate text-muted" title={scopes.join(", ")}>
      {grave.length > 0 ? <span className="text-warn">{`${grave.join(", ")}${text ? "; " : ""}`}</span> : null}
      {text}
    </span>
  );
}

const SOON_MS = 14 * 86_400_000;

function State({ apiKey: { state, expires_at, retires_at } }: { apiKey: ApiKey }) {
  if (state === "revoked") return <Status shape="ring">Revoked</Status>;
  if (state === "retired") return <Status shape="ring">Retired</Status>;
  if (state === "expired") {
    return (
      <Status tone="bad" shape="square">
        Expired
      </Status>
    );
  }
  if (state === "retiring") {
    return (
      <Status tone="warn">
        <span>
          Replaced, until <Time at={retires_at} as="day" />
        </span>
      </Status>
    );
  }
  if (!expires_at) return <Status tone="good">Active</Status>;
  const isSoon = Date.parse(expires_at) - Date.now() < SOON_MS;
  return (
    <Status tone={isSoon ? "warn" : "good"}>
      <span>
        {isSoon ? "Expires" : "Until"} <Time at={expires_at} as="day" />
      </span>
    </Status>
  );
}
