"use client";

import { Button } from "../../_ui/button";
import { Field } from "../../_ui/field";
import { Input } from "../../_ui/input";
import type { Filters } from "./filters";

type Figure = "duration_ms" | "latency_p50_ms" | "cost_micros";

/** From and to of a figure, in the unit people think in; either may be left open. */
export function RangeEditor({
  figure,
  unit,
  scale,
  filters,
  onChange,
}: {
  figure: Figure;
  unit: string;
  /** How many of the stored unit make one of the shown. */
  scale: number;
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}) {
  const shown = (value: string | null) => (value === null ? "" : String(Number(value) / scale));
  const stored = (value: FormDataEntryValue | null) => {
    const number = Number(value);
    return value === null || value === "" || !Number.isFinite(number) ? null : String(Math.round(number * scale));
  };
  return (
    <form
      className="flex flex-col gap-2 p-1"
      // What was typed counts, whichever way the panel is left.
      onBlur={(event) => event.currentTarget.requestSubmit()}
      onSubmit={(event) => {
        event.preventDefault();
        const values = new FormData(event.currentTarget);
        onChange({ [`min_${figure}`]: stored(values.get("least")), [`max_${figure}`]: stored(values.get("most")) });
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <Field label="At least">
          <Input
            name="least"
            type="number"
            min={0}
            step="any"
            inputMode="decimal"
            defaultValue={shown(filters[`min_${figure}`])}
          />
        </Field>
        <Field label="At most">
          <Input
            name="most"
            type="number"
            min={0}
            step="any"
            inputMode="decimal"
            defaultValue={shown(filters[`max_${figure}`])}
          />
        </Field>
      </div>
      <p className="text-12 text-faint">{unit[0]?.toUpperCase() + unit.slice(1)}</p>
      <Button type="submit">Apply</Button>
    </form>
  );
}
