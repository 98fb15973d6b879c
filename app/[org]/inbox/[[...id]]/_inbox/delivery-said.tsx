"use client";

import { Badge } from "@/app/_ui/badge";
import { useFormat } from "@/app/_ui/format/use-format";
import { useOrg } from "@/app/_ui/frame/org-context";
import { Card } from "@/app/_ui/section";
import { changePhrase, facetWord } from "@/lib/deliveries/describe-delivery";
import type { DeliveryDetail } from "@/lib/deliveries/get-delivery";
import { columnWord, valueWord } from "./value-words";

/** What a delivery said, facet by facet, and whether the call still shows it. */
export function DeliverySaid({ delivery }: { delivery: DeliveryDetail }) {
  const format = useFormat();
  const { org } = useOrg();
  const { content, changes, state } = delivery;
  if (content.outcome !== "call") {
    if (content.reason === delivery.error) return null;
    return (
      <Part title="What it said">
        <p className="text-14 text-muted">{content.reason}</p>
      </Part>
    );
  }
  const call = directed(content.facets.find(({ name }) => name === "party")?.values.direction);
  const won = new Set(changes?.facets);
  const allReplaced = content.facets.length > 0 && content.facets.every((facet) => !facet.current);
  const newer = allReplaced ? " Newer deliveries have said all of it anew since." : "";
  const hint = `It ${changePhrase(changes, delivery.event_type)}.${newer}`;
  return (
    <Part title="What it said" hint={state === "applied" ? hint : undefined}>
      <Card flush className="divide-y divide-line">
        {content.transcript ? (
          <Row name="transcript" note={null}>
            {content.transcript.kind === "snapshot"
              ? `Everything said so far: ${format.count(content.transcript.turns, "turn")}`
              : "One more utterance"}
          </Row>
        ) : null}
        {content.facets.map((facet) => (
          <Row
            key={facet.name}
            name={facetWord(facet.name)}
            note={
              facet.current || allReplaced || state !== "applied" ? null : won.has(facet.name) ? (
                <Badge title="A later delivery has said it anew since">replaced since</Badge>
              ) : (
                <Badge title="A newer delivery had already said it when this one came">came too late</Badge>
              )
            }
          >
            <dl className="grid grid-cols-[minmax(6rem,10rem)_minmax(0,1fr)] gap-x-4 gap-y-1">
              {Object.entries(facet.values).map(([column, value]) => (
                <div key={column} className="contents">
                  <dt className="text-faint">{columnWord(column)}</dt>
                  <dd className="min-w-0 break-words">
                    {valueWord(format, column, value, {
                      ...org,
                      call,
                      currency: currencyOf(facet.values) ?? org.currency,
                    })}
                  </dd>
                </div>
              ))}
            </dl>
          </Row>
        ))}
      </Card>
    </Part>
  );
}

// Who hung up is called by the call's direction, where this delivery tells it.
function directed(direction: unknown): { direction: "inbound" | "outbound" } | undefined {
  return direction === "inbound" || direction === "outbound" ? { direction } : undefined;
}

function currencyOf(values: Record<string, unknown>): string | undefined {
  return typeof values.cost_currency === "string" ? values.cost_currency : undefined;
}

function Row({ name, note, children }: { name: string; note: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-1 px-4 py-3 text-13 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <div className="flex flex-wrap items-baseline gap-2">
        <span className="font-medium first-letter:uppercase">{name}</span>
        {note}
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string | undefined; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <div>
        <h3 className="font-semibold text-13">{title}</h3>
        {hint ? <p className="mt-0.5 text-13 text-muted">{hint}</p> : null}
      </div>
      {children}
    </section>
  );
}
