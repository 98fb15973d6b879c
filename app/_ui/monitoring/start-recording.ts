import { addIntegration, replayIntegration } from "@sentry/nextjs";

/**
 * Keeps the last minute of the page, all text, inputs and media masked, and sends it when an error is reported. Not
 * compressed: the way out reads every segment once more (scrub-replay.ts), and no worker from a blob is needed.
 */
export function startRecording(): void {
  addIntegration(
    replayIntegration({
      maskAllText: true,
      maskAllInputs: true,
      blockAllMedia: true,
      useCompression: false,
      stickySession: false,
      networkDetailAllowUrls: [],
      maskAttributes: ["title", "placeholder", "aria-label", "alt", "value", "aria-description", "aria-valuetext"],
    }),
  );
}
