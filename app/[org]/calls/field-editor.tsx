"use client";

import { useState } from "react";
import type { FilterValues } from "@/lib/calls/filter-values";
import { Button } from "../../_ui/button";
import { Field } from "../../_ui/field";
import { nameInWords } from "../../_ui/format/format-field";
import { Input } from "../../_ui/input";
import { Select } from "../../_ui/select";
import { Spinner } from "../../_ui/spinner";
import type { Filters } from "./filters";

/** An answer of the vendor's analysis, or what was attached to the call: which question, and what the answer was. */
export function FieldEditor({
  known,
  chosen,
  onChange,
}: {
  known: FilterValues["fields"] | undefined;
  chosen: readonly string[];
  onChange: (change: Partial<Filters>) => void;
}) {
  const [key, setKey] = useState(() => chosen[0]?.split(":")[0] ?? "");
  if (!known) return <Spinner />;
  if (known.length === 0) {
    return (
      <p className="px-2 py-1 text-13 text-muted">
        The newest calls have no answers of an analysis, and nothing attached to them.
      </p>
    );
  }
  const field = known.find((each) => each.key === key);
  const value = chosen.find((each) => each.startsWith(`${key}:`))?.slice(key.length + 1) ?? "";
  return (
    <form
      className="flex flex-col gap-3 p-1"
      // An answer that was given counts, also where the panel is left by its own button.
      onBlur={({ currentTarget: form, relatedTarget }) => {
        if (!form.contains(relatedTarget) && new FormData(form).get("value")) form.requestSubmit();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const said = String(new FormData(event.currentTarget).get("value") ?? "").trim();
        const rest = chosen.filter((each) => each !== key && !each.startsWith(`${key}:`));
        onChange({ field: [...rest, said === "" ? key : `${key}:${said}`] });
      }}
    >
      <Field label="Question">
        <Select
          value={key}
          placeholder="Choose one"
          onChange={(event) => setKey(event.target.value)}
          options={known.map((each) => ({ value: each.key, label: nameInWords(each.key) }))}
        />
      </Field>
      {key ? (
        <Field label="Answer" hint="Leave it empty for every call that has one.">
          {field && field.values.length > 0 ? (
            <Select
              key={key}
              name="value"
              placeholder="Any"
              defaultValue={value}
              options={field.values.map((each) => ({ value: each, label: nameInWords(each) }))}
            />
          ) : (
            <Input key={key} name="value" defaultValue={value} />
          )}
        </Field>
      ) : null}
      <Button type="submit" disabled={key === ""}>
        Apply
      </Button>
    </form>
  );
}
