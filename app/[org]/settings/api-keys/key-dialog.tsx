"use client";

import { useId, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { Button } from "@/app/_ui/button";
import { fieldErrors } from "@/app/_ui/data/field-errors";
import { ifMatch } from "@/app/_ui/data/if-match";
import { placeRefusal } from "@/app/_ui/data/place-refusal";
import { useMutationApi } from "@/app/_ui/data/use-mutation-api";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { FormErrors } from "@/app/_ui/form-errors";
import { controlClass, Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { toastDone } from "@/app/_ui/toast";
import type { ApiKey, NewApiKey } from "@/lib/api-keys/schemas";
import { scopes as allScopes, isGrave, type Scope } from "@/lib/auth/scopes";
import { GRAVE_CHOICES, levelsOf, NOUNS, scopesOf } from "./levels";

type KeyValues = {
  name: string;
  levels: Record<string, string>;
  grave: Scope[];
  days: string;
  allowed_networks: string;
  requests_per_minute: string;
};

const LASTING = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "One year" },
  { value: "", label: "Until it is revoked" },
];

/** Asks what a new key is called and may do, how long and from where; or changes that of a key there is. */
export function KeyDialog({
  open,
  onOpenChange,
  onMade,
  changed,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onMade: (made: NewApiKey) => void;
  changed?: ApiKey;
}) {
  const formId = useId();
  const [error, setError] = useState<unknown>(null);
  const [noScopes, setNoScopes] = useState<string | undefined>();
  const [version] = useState(changed?.version);
  const form = useForm<KeyValues>({ defaultValues: valuesOf(changed) });
  const { run, pending } = useMutationApi<KeyValues, NewApiKey>({
    method: changed ? "PATCH" : "POST",
    path: () => (changed ? `/api_keys/${changed.id}` : "/api_keys"),
    body: (values) => bodyOf(values, changed),
    // What the form began with: meanwhile somebody else may have saved it.
    headers: () => ifMatch(version),
    invalidates: () => ["/api_keys", "/limits"],
    toastErrors: false,
  });
  const show = (next: boolean) => {
    if (!next) form.reset();
    setError(null);
    onOpenChange(next);
  };
  const save = form.handleSubmit(async (values) => {
    setError(null);
    try {
      const key = await run(values);
      if (changed) toastDone(`${key.name} changed`);
      else onMade(key);
      show(false);
    } catch (reason) {
      const { scopes: refused, ...others } = fieldErrors(reason);
      setNoScopes(refused);
      const network = Object.entries(others).find(([name]) => name.startsWith("allowed_networks"))?.[1];
      if (network) form.setError("allowed_networks", { message: network }, { shouldFocus: true });
      const left = placeRefusal(form, reason);
      setError(refused || network ? null : left);
    }
  });
  return (
    <Dialog
      title={changed ? `Change ${changed.name}` : "Make an API key"}
      description={
        changed ? "The key itself stays the same." : "One for each program, so that each can be ended alone."
      }
      open={open}
      onOpenChange={show}
      footer={
        <>
          <Button onClick={() => show(false)}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" pending={pending}>
            {changed ? "Save" : "Make the key"}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={save} className="flex flex-col gap-4">
        <Field
          label="Name"
          hint="Which program has it, and who looks after that."
          error={form.formState.errors.name?.message}
        >
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <Access form={form} error={noScopes} />
        <Grave form={form} />
        <Field
          label={changed ? "Works from now on for" : "Works for"}
          hint="Foyer writes to the admins two weeks and three days before a key expires."
        >
          <Select
            options={changed ? [{ value: "same", label: "As long as it was to" }, ...LASTING] : LASTING}
            {...form.register("days")}
          />
        </Field>
        <details className="group" open={Boolean(changed?.allowed_networks.length || changed?.requests_per_minute)}>
          <summary className="cursor-pointer rounded-control text-13 text-muted hover:text-ink">
            From where, and how fast
          </summary>
          <div className="mt-3 flex flex-col gap-4">
            <Field
              label="Only from these networks"
              optional
              hint="One a line, such as 203.0.113.0/24. Empty: from anywhere."
              error={form.formState.errors.allowed_networks?.message}
            >
              <textarea
                rows={2}
                spellCheck={false}
                className={`${controlClass} py-1.5 font-mono text-13`}
                {...form.register("allowed_networks")}
              />
            </Field>
            <Field
              label="Requests a minute"
              optional
              hint="600 at most, of which 100 may change something."
              error={form.formState.errors.requests_per_minute?.message}
            >
              <Input inputMode="numeric" placeholder="600" {...form.register("requests_per_minute")} />
            </Field>
          </div>
        </details>
        <FormErrors error={error} />
      </form>
    </Dialog>
  );
}

function Access({ form, error }: { form: UseFormReturn<KeyValues>; error: string | undefined }) {
  const id = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-13">It may</legend>
      <ul className="divide-y divide-line rounded-control border border-line">
        {NOUNS.map(({ noun, label, levels }) => (
          <li key={noun} className="flex items-center justify-between gap-3 py-1 pr-1 pl-3">
            <label htmlFor={`${id}-${noun}`} className="text-13">
              {label}
            </label>
            <Select
              id={`${id}-${noun}`}
              className="w-52 shrink-0"
              options={levels.map((level, at) => ({ value: String(at), label: level.label }))}
              {...form.register(`levels.${noun}`)}
            />
          </li>
        ))}
      </ul>
      {error ? (
        <p role="alert" className="mt-1.5 text-13 text-bad">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

function Grave({ form }: { form: UseFormReturn<KeyValues> }) {
  return (
    <fieldset className="rounded-control border border-line bg-warn-soft p-3">
      <legend className="float-left mb-1 w-full font-medium text-13">And without anybody being asked</legend>
      <p className="clear-left mb-2 text-13 text-muted">
        People enter their password or a code before these. A program cannot: whoever holds the key can do it at once.
      </p>
      <ul className="flex flex-col gap-1.5">
        {GRAVE_CHOICES.map(({ scope, label }) => (
          <li key={scope}>
            <label className="flex items-center gap-2 text-13">
              <input type="checkbox" value={scope} className="tick" {...form.register("grave")} />
              {label}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function valuesOf(key: ApiKey | undefined): KeyValues {
  const levels = levelsOf(key?.scopes ?? ["calls:read"]);
  return {
    name: key?.name ?? "",
    levels: Object.fromEntries(Object.entries(levels).map(([noun, level]) => [noun, String(level)])),
    grave: key?.scopes.filter(isGrave) ?? [],
    days: key ? "same" : "90",
    allowed_networks: key?.allowed_networks.join("\n") ?? "",
    requests_per_minute: key?.requests_per_minute ? String(key.requests_per_minute) : "",
  };
}

/** What the API is sent. A field that was not touched is not sent, so that nobody else's change is undone. */
function bodyOf(
  { name, levels, grave, days, allowed_networks, requests_per_minute }: KeyValues,
  key: ApiKey | undefined,
) {
  const chosen = Object.fromEntries(Object.entries(levels).map(([noun, level]) => [noun, Number(level)]));
  const whole = {
    name,
    // In the order of the table, as they are kept.
    scopes: allScopes.filter((scope) => scopesOf(chosen).includes(scope) || grave.includes(scope)),
    allowed_networks: allowed_networks.split(/[\s,]+/).filter(Boolean),
    requests_per_minute: requests_per_minute.trim() === "" ? null : Number(requests_per_minute),
  };
  const own = Object.entries(whole).filter(([field, value]) => !key || !isSame(value, Reflect.get(key, field)));
  return { ...Object.fromEntries(own), ...(days === "same" ? {} : { expires_at: endAfter(days) }) };
}

function endAfter(days: string): string | null {
  return days === "" ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString();
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
