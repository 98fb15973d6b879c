"use client";

import { Lock } from "lucide-react";
import { useMemo, useState } from "react";
import { CodeBlock } from "@/app/_ui/code-block";
import { DefinitionList } from "@/app/_ui/definition-list";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import { JsonView } from "@/app/_ui/json-view";
import { Segmented } from "@/app/_ui/segmented";
import type { DeliveryDetail } from "@/lib/deliveries/get-delivery";

type View = "tree" | "exact" | "headers";

/** The body as received: as a tree, as the exact text whose signature was proven, and the headers we keep. */
export function DeliveryBody({ delivery }: { delivery: DeliveryDetail }) {
  const format = useFormat();
  const size = sizeOf(format, delivery.body_bytes);
  const [view, setView] = useState<View>("tree");
  const parsed = useMemo(() => parse(delivery.body), [delivery.body]);
  if (delivery.body === null) {
    return (
      <p className="flex items-center gap-2 text-13 text-faint">
        <Lock aria-hidden className="size-3.5" />
        The exact body ({size}) is for admins of the organization.
      </p>
    );
  }
  const shown = view === "tree" && parsed === undefined ? "exact" : view;
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-semibold text-13">
          Body <span className="tabular font-normal text-faint">{size}</span>
        </h3>
        <Segmented
          label="How to show the body"
          value={shown}
          onChange={(next) => setView(next as View)}
          segments={[
            ...(parsed === undefined ? [] : [{ value: "tree", label: "Tree" }]),
            { value: "exact", label: "Exact" },
            { value: "headers", label: "Headers" },
          ]}
        />
      </div>
      {shown === "tree" ? <JsonView value={parsed} /> : null}
      {shown === "exact" ? <CodeBlock code={delivery.body} label="Copy exact body" /> : null}
      {shown === "headers" ? (
        <div className="rounded-card border border-line bg-sunken p-3 font-mono text-12">
          <DefinitionList items={Object.entries(delivery.headers ?? {}).map(([label, value]) => ({ label, value }))} />
        </div>
      ) : null}
    </section>
  );
}

function parse(body: string | null): unknown {
  if (body === null) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function sizeOf(format: Format, bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${format.decimal(bytes / 1024, 1)} kB`;
}
