import type { BrowserContext, Page } from "@playwright/test";

type Tapped = { foyerSound?: AnalyserNode[] };

/** Listens to whatever the page sends to the speakers through Web Audio. */
export function tapSound(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    const connect = AudioNode.prototype.connect;
    const tapped = (window as Tapped).foyerSound ?? [];
    (window as Tapped).foyerSound = tapped;
    AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
      if (to[0] instanceof AudioDestinationNode) {
        const tap = new AnalyserNode(this.context, { fftSize: 2048 });
        Reflect.apply(connect, this, [tap]);
        tapped.push(tap);
      }
      return Reflect.apply(connect, this, to);
    } as AudioNode["connect"];
  });
}

/** The loudest sample (0–1) that reached the speakers within the next 600 milliseconds. */
export function loudest(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const samples = new Float32Array(2048);
    const until = performance.now() + 600;
    let most = 0;
    while (performance.now() < until) {
      await new Promise(requestAnimationFrame);
      for (const tap of (window as Tapped).foyerSound ?? []) {
        if (tap.context.state !== "running") continue;
        tap.getFloatTimeDomainData(samples);
        for (const sample of samples) most = Math.max(most, Math.abs(sample));
      }
    }
    return most;
  });
}
