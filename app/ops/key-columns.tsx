import type { KeyVersion } from "@/lib/keys/schemas";
import { Status } from "../_ui/status";
import type { Column } from "../_ui/table-column";
import { PhoneWord } from "./phone-word";

type Row = KeyVersion & { is_removable: boolean };

export const keyColumns: Column<Row>[] = [
  {
    key: "version",
    head: "Version",
    width: "7rem",
    phone: "title",
    cell: ({ version }) => <span className="font-medium">Version {version}</span>,
  },
  {
    key: "fingerprint",
    head: "Fingerprint",
    fill: true,
    phone: "detail",
    cell: ({ fingerprint }) =>
      fingerprint ? (
        <span className="font-mono text-12 text-muted">{fingerprint.match(/.{4}/g)?.join(" ")}</span>
      ) : (
        <span className="text-faint">not in this environment</span>
      ),
  },
  { key: "state", head: "State", width: "14rem", phone: "meta", cell: (row) => <State row={row} /> },
  {
    key: "wraps",
    head: "Data keys",
    align: "right",
    width: "8rem",
    phone: "aside",
    cell: ({ wraps: { value, capped } }) => (
      <span className={value === 0 ? "text-faint" : undefined}>
        {value.toLocaleString("en-US")}
        {capped ? "+" : ""}
        <PhoneWord>{value === 1 ? "data key" : "data keys"}</PhoneWord>
      </span>
    ),
  },
];

function State({ row: { fingerprint, is_current, is_removable } }: { row: Row }) {
  if (fingerprint === null) {
    return (
      <Status tone="bad" shape="square">
        Missing
      </Status>
    );
  }
  if (is_current) return <Status tone="good">Current: wraps new keys</Status>;
  if (is_removable) {
    return (
      <Status tone="warn" shape="ring">
        May be taken out
      </Status>
    );
  }
  return <Status shape="ring">Only opens</Status>;
}
