"use client";

import { useSyncExternalStore } from "react";
import { isOptedOut, setOptedOut } from "../../_ui/monitoring/may-measure";
import type { Measured } from "../../_ui/monitoring/what-is-measured";
import { Switch } from "../../_ui/switch";

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether this browser's visits may be counted and its errors come with a recording. A browser that asks not to be tracked is not. */
export function MeasuringSwitch({ measured: { visits, recordings } }: { measured: Measured }) {
  const optedOut = useSyncExternalStore(subscribe, isOptedOut, () => undefined);
  const choose = (allowed: boolean) => {
    setOptedOut(!allowed);
    for (const listener of listeners) listener();
  };
  const byBrowser = optedOut === "browser";
  return (
    <div className="flex items-center justify-between gap-4">
      <label htmlFor="measuring" className="text-13">
        Let us{" "}
        {[...(visits ? ["count visits"] : []), ...(recordings ? ["record the minute before an error"] : [])].join(
          " and ",
        )}
        <span className="mt-0.5 block text-faint">
          {byBrowser
            ? "Off, because your browser asks sites not to track you."
            : "For this browser, from the next page you load."}
        </span>
      </label>
      <Switch
        id="measuring"
        checked={optedOut === false}
        disabled={optedOut === undefined || byBrowser}
        onCheckedChange={choose}
      />
    </div>
  );
}
