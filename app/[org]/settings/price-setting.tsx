"use client";

import { useState } from "react";
import type { Price } from "@/lib/prices/read-price";
import { Button } from "../../_ui/button";
import { useApi } from "../../_ui/data/use-api";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { PartError } from "../../_ui/error-state";
import { Field } from "../../_ui/field";
import { useCan } from "../../_ui/frame/org-context";
import { Input } from "../../_ui/input";
import { Section } from "../../_ui/section";
import { TextSkeleton } from "../../_ui/skeleton";
import { toastDone } from "../../_ui/toast";

/** What the organization asks for a billable minute; only admins see it, and the margin it makes beside each call's cost. */
export function PriceSetting() {
  const can = useCan();
  const { data, error, mutate } = useApi<Price>(can("prices.read") ? "/price" : null);
  if (!can("prices.read")) return null;
  return (
    <Section
      title="Price per minute"
      hint="Counted by the second for billable calls. A call then shows its price and margin beside the vendor's cost, to admins only."
      className="max-w-[32rem]"
    >
      {error && !data ? <PartError error={error} onRetry={() => mutate()} /> : null}
      {!data && !error ? <TextSkeleton lines={1} /> : null}
      {data ? <PriceForm price={data} /> : null}
    </Section>
  );
}

function PriceForm({ price }: { price: Price }) {
  const editable = useCan()("prices.write");
  const before = price.price_per_minute_micros === null ? "" : String(price.price_per_minute_micros / 1_000_000);
  const [told, setTold] = useState(before);
  const [text, setText] = useState(before);
  // What somebody else saves meanwhile does not take away what is being typed.
  if (told !== before) {
    setTold(before);
    if (text === told) setText(before);
  }
  const { run, pending } = useMutationApi<{ price_per_minute_micros: number | null }>({
    method: "PUT",
    path: () => "/price",
    invalidates: () => ["/price", "/calls"],
  });
  const amount = text.trim() === "" ? null : Number(text.replace(",", "."));
  const wrong = amount !== null && !(amount >= 0 && amount <= 1000);
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    await run({ price_per_minute_micros: amount === null ? null : Math.round(amount * 1_000_000) }).then(
      () => {
        setText((now) => (now === text ? String(amount ?? "") : now));
        toastDone("Saved");
      },
      () => undefined,
    );
  };
  return (
    <form className="flex items-end gap-2" onSubmit={save}>
      <Field
        label={`${price.currency} a minute`}
        optional
        className="w-40"
        error={wrong ? "Enter an amount from 0 to 1,000." : undefined}
      >
        <Input
          inputMode="decimal"
          value={text}
          disabled={!editable}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {editable ? (
        <Button type="submit" pending={pending} disabled={text.trim() === before || wrong}>
          Save price
        </Button>
      ) : null}
    </form>
  );
}
