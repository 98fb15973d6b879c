import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "../../../_ui/field";
import { Input } from "../../../_ui/input";

/** Asks for the last day on which a credential is used. */
export function LastDayField({ field, error }: { field: UseFormRegisterReturn; error: string | undefined }) {
  return (
    <Field
      label="Last day"
      optional
      error={error}
      hint="As its vendor says. From the day after Foyer does not use it any more. Empty: it does not expire."
    >
      <Input type="date" {...field} />
    </Field>
  );
}
