"use client";

import clsx from "clsx";
import { cloneElement, type ReactElement, type ReactNode, useId } from "react";

type Wired = { id?: string; "aria-describedby"?: string; "aria-invalid"?: boolean };

/**
 * Label, control, hint and error as one. The single child gets `id`, `aria-describedby` and `aria-invalid`:
 * `<Field label="Name" error={errors.name?.message}><Input {...register("name")} /></Field>`
 */
export function Field({
  label,
  hint,
  error,
  optional = false,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  className?: string;
  children: ReactElement<Wired>;
}) {
  const made = useId();
  const id = children.props.id ?? made;
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={clsx("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="font-medium text-13">
        {label}
        {optional ? <span className="ml-1.5 font-normal text-faint">optional</span> : null}
      </label>
      {cloneElement(children, {
        id,
        "aria-invalid": error ? true : undefined,
        ...(described ? { "aria-describedby": described } : {}),
      } as Wired)}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-13 text-bad">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-13 text-faint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
