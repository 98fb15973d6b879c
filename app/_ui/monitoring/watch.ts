import type { MonitoringSettings } from "./monitoring-facts";

/** An error waiting to be reported, with the id under which Sentry will know it. */
export type Caught = { error: unknown; id: string; boundary?: string };

type Report = (caught: Caught) => void;

let settings: MonitoringSettings | undefined;
let waiting: Caught[] = [];
let report: Report = (caught) => {
  waiting.push(caught);
  load();
};
let loading = false;

/**
 * Notes errors from the first script on and loads what reports them later: when the page has settled, or at the first
 * error. All of monitoring that a first load carries is in this file.
 */
export function watch(): void {
  // While they stand in the page: what breaks the root takes them away before it is reported.
  readSettings();
  addEventListener("error", onError);
  addEventListener("unhandledrejection", onRejection);
  const settle = () => setTimeout(() => ("requestIdleCallback" in window ? requestIdleCallback(load) : load()), 2_000);
  if (document.readyState === "complete") settle();
  else addEventListener("load", settle, { once: true });
}

/** Reports an error. @returns the id it is reported by, or undefined when this deployment reports none */
export function capture(error: unknown, boundary?: string): string | undefined {
  if (!readSettings()?.dsn) return undefined;
  const id = crypto.randomUUID().replaceAll("-", "");
  report({ error, id, boundary });
  return id;
}

function onError({ error, message }: ErrorEvent): void {
  if (error || message) capture(error ?? message, "window");
}

function onRejection({ reason }: PromiseRejectionEvent): void {
  capture(reason, "promise");
}

function readSettings(): MonitoringSettings | undefined {
  if (settings) return settings;
  const content = document.querySelector<HTMLMetaElement>('meta[name="foyer:monitoring"]')?.content;
  settings = content ? JSON.parse(content) : undefined;
  return settings;
}

function load(): void {
  const now = readSettings();
  if (loading || !now) return;
  loading = true;
  void import("./start-monitoring").then(
    async ({ startMonitoring }) => {
      const ready = await startMonitoring(now);
      if (!ready) return;
      report = ready;
      for (const caught of waiting) report(caught);
      waiting = [];
    },
    // A deployment has taken the file away, or the connection is lost: the next error tries again.
    () => {
      loading = false;
    },
  );
}
