"use client";

import { Link } from "@/app/_ui/link";
import type { SecondFactorRule as Rule } from "@/lib/orgs/read-second-factor-rule";
import { useApi } from "../../_ui/data/use-api";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { PartError } from "../../_ui/error-state";
import { useCan } from "../../_ui/frame/org-context";
import { Card, Section } from "../../_ui/section";
import { TextSkeleton } from "../../_ui/skeleton";
import { Switch } from "../../_ui/switch";
import { toastDone } from "../../_ui/toast";

/** Whether admins must have a second factor. Viewers see the rule; admins set it, those without a factor after setting up theirs. */
export function SecondFactorRule() {
  const { data, error, mutate } = useApi<Rule>("/second_factor_rule");
  return (
    <Section
      title="Second factor"
      hint="Admins can change credentials and see everything; a code from their phone keeps a stolen password harmless."
      className="max-w-[32rem]"
    >
      {error && !data ? <PartError error={error} onRetry={() => mutate()} /> : null}
      {!data && !error ? <TextSkeleton lines={1} /> : null}
      {data ? <RuleSwitch rule={data} /> : null}
    </Section>
  );
}

function RuleSwitch({ rule }: { rule: Rule }) {
  const editable = useCan()("organization.write");
  const { run, pending } = useMutationApi<{ admins_need_second_factor: boolean }>({
    method: "PUT",
    path: () => "/second_factor_rule",
    invalidates: () => ["/second_factor_rule"],
  });
  const choose = (needed: boolean) =>
    run({ admins_need_second_factor: needed }).then(
      () => toastDone(needed ? "Admins need a second factor from now on" : "Admins may do without a second factor"),
      () => undefined,
    );
  return (
    <Card>
      <div className="flex items-center justify-between gap-4">
        <label htmlFor="admins-need-second-factor" className="text-13">
          Every admin needs a second factor
          <span className="mt-0.5 block text-faint">{consequence(rule)}</span>
        </label>
        <Switch
          id="admins-need-second-factor"
          checked={rule.admins_need_second_factor}
          disabled={!editable || pending}
          onCheckedChange={(needed) => void choose(needed)}
        />
      </div>
      {editable ? (
        <p className="mt-3 text-13 text-muted">
          You set yours up in{" "}
          <Link href="/account" className="text-accent underline decoration-accent-line underline-offset-[3px]">
            your account
          </Link>
          .
        </p>
      ) : null}
    </Card>
  );
}

function consequence({ admins_need_second_factor, admins_without }: Rule): string {
  const them = admins_without === 1 ? "One admin has" : `${admins_without} admins have`;
  if (admins_without === 0) return "All admins have one.";
  if (admins_need_second_factor) return `${them} none and cannot come in until it is set up.`;
  return `${them} none yet and would have to set it up before they come in again.`;
}
