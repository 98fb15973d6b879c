import type { ComponentProps } from "react";
import type { CredentialKind } from "@/lib/credentials/kinds";
import { controlClass, Input } from "../../../_ui/input";

/** Where a secret is pasted: never filled in by a browser, never checked for spelling. A file of several lines gets an area. */
export function SecretInput({
  kind,
  ...rest
}: { kind: CredentialKind } & Omit<ComponentProps<"input">, "ref"> & {
    ref?: React.Ref<HTMLInputElement & HTMLTextAreaElement>;
  }) {
  const quiet = { autoComplete: "off", spellCheck: false, "data-1p-ignore": true };
  if (kind === "google_calendar") {
    const { ref, className: _, ...area } = rest as ComponentProps<"textarea">;
    return <textarea {...area} ref={ref} {...quiet} rows={6} className={`${controlClass} py-2 font-mono text-12`} />;
  }
  return <Input type="password" {...quiet} className="font-mono" {...rest} />;
}
