"use client";

import { Field } from "../../_ui/field";
import { Input } from "../../_ui/input";
import { Select } from "../../_ui/select";
import type { Scheme } from "./scheme-field";

/** A credential's fields as Vapi names them; what is not set has Vapi's own default. */
export type AuthConfig = Record<string, string | boolean>;

type Told = { name: string; label: string; otherwise: string; hint?: string };

const HMAC_TEXTS: readonly Told[] = [
  { name: "signature_header", label: "Signature header", otherwise: "x-signature" },
  { name: "prefix", label: "Signature prefix", otherwise: "", hint: "Such as sha256=, if the credential has one." },
  { name: "timestamp_header", label: "Timestamp header", otherwise: "x-timestamp" },
  {
    name: "message_id_header",
    label: "Message id header",
    otherwise: "",
    hint: "Only when the payload names {svix-id}.",
  },
];

const ALGORITHMS = ["sha256", "sha512", "sha1"].map((value) => ({ value, label: value.toUpperCase() }));
const ENCODINGS = [
  { value: "hex", label: "Hex" },
  { value: "base64", label: "Base64" },
];

/** How the credential proves a delivery, field by field as in Vapi's dashboard. Folded: Vapi's defaults fit most. */
export function AuthConfigFields({
  scheme,
  value,
  onChange,
  errors,
}: {
  scheme: Scheme;
  value: AuthConfig;
  onChange: (value: AuthConfig) => void;
  errors: Record<string, string>;
}) {
  if (scheme === "shared_secret") return null;
  // A field that is emptied is the vendor's default again.
  const set = (name: string, to: string | boolean) => {
    const { [name]: _gone, ...rest } = value;
    onChange(to === "" ? rest : { ...rest, [name]: to });
  };
  const text = (name: string) => (typeof value[name] === "string" ? value[name] : "");
  const flag = (name: string, otherwise: boolean) => (typeof value[name] === "boolean" ? value[name] : otherwise);
  const problem = (name: string) => errors[`auth_config.${name}`];
  const hasProblem = Object.keys(errors).some((name) => name.startsWith("auth_config."));
  const input = ({ name, label, otherwise, hint }: Told) => (
    <Field key={name} label={label} error={problem(name)} {...(hint ? { hint } : {})}>
      <Input
        value={text(name)}
        placeholder={otherwise}
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
        onChange={(event) => set(name, event.target.value.trim())}
      />
    </Field>
  );
  const check = (name: string, label: string, otherwise: boolean) => (
    <label key={name} className="flex items-center gap-2 text-13">
      <input
        type="checkbox"
        checked={flag(name, otherwise)}
        onChange={(event) => set(name, event.target.checked)}
        className="tick"
      />
      {label}
    </label>
  );
  const isTimed = flag("include_timestamp", true);
  return (
    <details
      open={hasProblem || Object.keys(value).length > 0}
      className="group rounded-control border border-line px-3 py-2"
    >
      <summary className="cursor-pointer select-none text-13 text-muted group-open:mb-3">
        Fields of Vapi's credential, where they are not Vapi's own
      </summary>
      <div className="flex flex-col gap-3 pb-1">
        {scheme === "bearer" ? (
          <>
            {input({ name: "header_name", label: "Header name", otherwise: "authorization" })}
            {check("bearer_prefix", "The token stands behind “Bearer ”", true)}
          </>
        ) : (
          <>
            <div className="grid grid-cols-2 gap-3">
              <Field label="Algorithm" error={problem("algorithm")}>
                <Select
                  options={ALGORITHMS}
                  value={text("algorithm") || "sha256"}
                  onChange={(event) => set("algorithm", event.target.value)}
                />
              </Field>
              <Field label="Encoding" error={problem("encoding")}>
                <Select
                  options={ENCODINGS}
                  value={text("encoding") || "hex"}
                  onChange={(event) => set("encoding", event.target.value)}
                />
              </Field>
            </div>
            <div className="grid gap-3 sm:grid-cols-2">{HMAC_TEXTS.map(input)}</div>
            {input({
              name: "payload_format",
              label: "Payload format",
              otherwise: isTimed ? "{timestamp}.{body}" : "{body}",
              hint: "What is signed, of {body}, {timestamp}, {method} and {svix-id}.",
            })}
            {check("include_timestamp", "A timestamp is sent and signed", true)}
            {check("secret_is_base64", "The secret key is Base64", false)}
            {isTimed ? null : (
              <p className="text-13 text-warn">Without a timestamp a delivery that was overheard can be sent again.</p>
            )}
          </>
        )}
      </div>
    </details>
  );
}

/** The fields that belong to a way of proof; those of another are not sent along. */
export function configOf(scheme: Scheme, value: AuthConfig): AuthConfig {
  const bearer = ["header_name", "bearer_prefix"];
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name]) => scheme !== "shared_secret" && bearer.includes(name) === (scheme === "bearer"),
    ),
  );
}

/** The fields an agent was saved with, for a form to begin with: what equals Vapi's default is left out. */
export function savedConfig(config: Record<string, unknown>): AuthConfig {
  const plain: AuthConfig = {};
  for (const [name, value] of Object.entries(config)) {
    if ((typeof value === "string" && value !== "") || typeof value === "boolean") {
      if (DEFAULTS[name] !== value) plain[name] = value;
    }
  }
  return plain;
}

const DEFAULTS: AuthConfig = {
  header_name: "authorization",
  bearer_prefix: true,
  signature_header: "x-signature",
  timestamp_header: "x-timestamp",
  algorithm: "sha256",
  encoding: "hex",
  include_timestamp: true,
  secret_is_base64: false,
};
