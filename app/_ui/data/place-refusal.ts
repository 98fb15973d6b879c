import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiError } from "./api-error";

/**
 * Puts the field errors of a refused request beside their fields and focuses the first.
 * @returns what is left for `FormErrors`: the error itself, or null when every field found its place
 */
export function placeRefusal<Values extends FieldValues>(form: UseFormReturn<Values>, reason: unknown): unknown {
  const fields = reason instanceof ApiError ? reason.details?.fields : undefined;
  if (!fields || typeof fields !== "object") return reason;
  const known = new Set(Object.keys(form.getValues()));
  const entries = Object.entries(fields).filter(([, message]) => typeof message === "string");
  const placed = entries.filter(([name]) => known.has(name));
  for (const [index, [name, message]] of placed.entries()) {
    form.setError(name as Path<Values>, { message }, { shouldFocus: index === 0 });
  }
  return placed.length === entries.length ? null : reason;
}
