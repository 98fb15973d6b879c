import { componentInWords } from "@/app/_ui/format/format-field";
import { useOrg } from "@/app/_ui/frame/org-context";
import { Money } from "@/app/_ui/money";
import type { CallDetail } from "@/lib/calls/get-call";
import { FactCard } from "./fact-card";

/** What the vendor charged, part by part. */
export function CostCard({ call }: { call: CallDetail }) {
  const { org } = useOrg();
  const currency = call.cost_currency ?? org.currency;
  const total = call.cost_micros;
  const items = [...call.cost_breakdown].sort((a, b) => b.cost_micros - a.cost_micros);
  if (total === null && call.price === null) return null;
  return (
    <FactCard
      title="Cost"
      aside={
        <span className="font-semibold text-14">
          <Money micros={total} currency={currency} digits={3} vendor={inVendorsWords(call, total)} />
        </span>
      }
    >
      {items.length > 0 ? (
        <ul className="flex flex-col gap-2 text-13">
          {items.map((item) => (
            <li key={item.label} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1">
              <span className="min-w-0 break-words text-muted" title={item.label}>
                {componentInWords(item.label)}
              </span>
              <Money
                micros={item.cost_micros}
                currency={currency}
                digits={4}
                vendor={inVendorsWords(call, item.cost_micros)}
              />
              <span aria-hidden className="col-span-2 h-1 rounded-full bg-hover">
                <span
                  className="block h-full rounded-full bg-chart"
                  style={{ width: `${total ? Math.max(1, Math.min(100, (item.cost_micros / total) * 100)) : 0}%` }}
                />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {call.price ? <Price price={call.price} cost={total} costCurrency={currency} /> : null}
    </FactCard>
  );
}

/** Only who may see prices is sent one. Two currencies make no margin: we know no rate of exchange. */
function Price({
  price,
  cost,
  costCurrency,
}: {
  price: NonNullable<CallDetail["price"]>;
  cost: number | null;
  costCurrency: string;
}) {
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-y-1 border-line border-t pt-3 text-13 [&>dt]:text-muted">
      <dt>
        Price (<Money micros={price.per_minute_micros} currency={price.currency} digits={2} /> a minute)
      </dt>
      <dd>
        <Money micros={price.price_micros} currency={price.currency} digits={3} />
      </dd>
      {cost === null || price.currency !== costCurrency ? null : (
        <>
          <dt>Margin</dt>
          <dd className="font-semibold">
            <Money micros={price.price_micros - cost} currency={price.currency} digits={3} />
          </dd>
        </>
      )}
    </dl>
  );
}

// Retell counts cents, Vapi dollars: the figure as it stands on the vendor's own pages.
function inVendorsWords(call: CallDetail, micros: number | null): string | undefined {
  if (micros === null) return undefined;
  return call.provider === "retell"
    ? `Retell: ${Number((micros / 10_000).toFixed(4))} ¢`
    : `Vapi: $${Number((micros / 1_000_000).toFixed(6))}`;
}
