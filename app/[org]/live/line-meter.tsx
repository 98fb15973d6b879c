"use client";

import clsx from "clsx";
import type { LiveCall } from "@/lib/calls/list-live-calls";
import type { CallLimit } from "@/lib/calls/read-call-limits";
import { useApi } from "../../_ui/data/use-api";
import { ProviderMark } from "../../_ui/provider-mark";

/** From here on the next caller may find the line busy soon. */
const NEARLY_FULL = 0.8;

/** Calls under way at each vendor, against how many may run at once where the vendor says so. */
export function LineMeter({ calls }: { calls: readonly LiveCall[] }) {
  const { data } = useApi<{ data: CallLimit[] }>("/calls/limits");
  const limits = new Map(data?.data.map((limit) => [limit.provider as string, limit]));
  const providers = [...new Set([...limits.keys(), ...calls.map((call) => call.provider)])].sort();
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {providers.map((provider) => {
        const known = limits.get(provider);
        const here = calls.filter((call) => call.provider === provider).length;
        // Calls of the same key outside this organization count towards the limit, too.
        const used = Math.max(here, known?.current ?? 0);
        const share = known ? Math.min(1, used / known.limit) : 0;
        return (
          <div key={provider} className="flex items-center gap-3 text-13">
            <dt>
              <ProviderMark provider={provider as LiveCall["provider"]} />
            </dt>
            <dd className="flex items-center gap-2">
              {known ? (
                <span aria-hidden className="block h-1.5 w-24 overflow-hidden rounded-full bg-sunken">
                  <span
                    className={clsx("block h-full rounded-full", share >= NEARLY_FULL ? "bg-warn-mark" : "bg-accent")}
                    style={{ width: `${share * 100}%` }}
                  />
                </span>
              ) : null}
              <span className="tabular">
                {known ? `${used} of ${known.limit} lines` : `${here} ${here === 1 ? "call" : "calls"}`}
              </span>
              {share >= NEARLY_FULL ? (
                <span className="text-warn">Nearly full: raise the limit at the vendor.</span>
              ) : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
