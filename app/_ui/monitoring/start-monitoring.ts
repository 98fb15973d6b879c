import { mayMeasure } from "./may-measure";
import type { MonitoringSettings } from "./monitoring-facts";
import type { Caught } from "./watch";

/**
 * Starts what this deployment has: reporting, then recording and counting for those who have nothing against it. Each is
 * a file of its own, so that nobody loads what is off.
 */
export async function startMonitoring(settings: MonitoringSettings): Promise<((caught: Caught) => void) | undefined> {
  const reporting = settings.dsn
    ? await import("./start-reporting").then(({ startReporting }) => startReporting(settings))
    : undefined;
  // Decided once per visit: whoever is not in the sample is not recorded at all.
  const recording =
    reporting && mayMeasure() && Math.random() < settings.replay_sample_rate
      ? import("./start-recording").then(({ startRecording }) => startRecording())
      : undefined;
  const counting =
    settings.web_analytics && mayMeasure()
      ? import("./start-counting").then(({ startCounting }) => startCounting())
      : undefined;
  // A mark in the browser's own timeline: when all of it was there.
  void Promise.allSettled([recording, counting]).then(() => performance.mark("foyer:monitoring"));
  return reporting;
}
