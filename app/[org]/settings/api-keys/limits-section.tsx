import { ErrorState } from "@/app/_ui/error-state";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import { Card, Section } from "@/app/_ui/section";
import { TableSkeleton } from "@/app/_ui/skeleton";
import { TextLink } from "@/app/_ui/text-link";
import type { Limits, Usage } from "@/lib/api-keys/schemas";
import { UsageBar } from "./usage-bar";
import type { useLimits } from "./use-limits";

const LABEL = {
  "people reads": "Reads by people",
  "people changes": "Changes by people",
  "api_keys reads": "Reads by all keys",
  "api_keys changes": "Changes by all keys",
};

/** How much of its limits the organization has used in the last minutes, renewed while one looks. */
export function LimitsSection({ limits: { data, error, mutate } }: { limits: ReturnType<typeof useLimits> }) {
  const format = useFormat();
  return (
    <Section
      title="Limits"
      label="Limits"
      hint={
        <>
          People and programs are counted apart, so no program locks anybody out.{" "}
          <TextLink href="/docs/api#limits">What is limited</TextLink>
        </>
      }
    >
      {error ? (
        <ErrorState error={error} title="The limits did not load" onRetry={() => void mutate()} />
      ) : (
        <Card flush>
          {data ? (
            <ul className="divide-y divide-line">
              {ordered(data).map(({ by, counts, ...usage }) => (
                <li
                  key={`${by} ${counts}`}
                  className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)_14rem]"
                >
                  <span className="text-13">{LABEL[`${by} ${counts}`]}</span>
                  <UsageBar usage={usage} className="max-sm:order-3 max-sm:col-span-2" />
                  <span
                    className="text-right text-13 text-muted tabular-nums"
                    title={usage.used === null ? "The counters do not answer just now" : undefined}
                  >
                    {inWords(format, usage)}
                  </span>
                </li>
              ))}
            </ul>
          ) : (
            <TableSkeleton rows={4} label="Loading limits" />
          )}
        </Card>
      )}
    </Section>
  );
}

// Programs first: this is their page.
function ordered({ organization }: Limits) {
  return organization.toSorted((a, b) => a.by.localeCompare(b.by) || b.counts.localeCompare(a.counts));
}

function inWords(format: Format, { used, limit, window_ms }: Usage): string {
  const allowed = `${format.number(limit)} in ${window_ms / 60_000} minutes`;
  return used === null ? `? / ${allowed}` : `${format.number(used)} / ${allowed}`;
}
