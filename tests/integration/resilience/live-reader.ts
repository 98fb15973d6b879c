/** Milliseconds a browser waits before it opens a broken stream again: what the stream itself asks for. */
const RETRY_MS = 500;

/** Reads a live stream as a browser does: comes back by itself and says which fact it heard last. */
export class LiveReader {
  readonly heard = new Map<string, number>();
  /** How often the stream was opened. */
  opened = 0;
  private lastId: string | undefined;
  private readonly ending = new AbortController();
  private readonly reading: Promise<void>;
  private isReady: () => void = () => {};
  /** The stream tells facts from here on. */
  readonly ready = new Promise<void>((resolve) => {
    this.isReady = resolve;
  });

  constructor(private readonly url: string) {
    this.reading = this.keepReading();
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.reading;
  }

  private async keepReading(): Promise<void> {
    while (!this.ending.signal.aborted) {
      await this.readOnce().catch(() => undefined);
      if (!this.ending.signal.aborted) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  private async readOnce(): Promise<void> {
    this.opened += 1;
    const headers: Record<string, string> = this.lastId ? { "last-event-id": this.lastId } : {};
    const response = await fetch(this.url, { headers, signal: this.ending.signal });
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    if (block.startsWith("event: ready")) this.isReady();
    const id = /^id: (\S+)$/m.exec(block)?.[1];
    if (!id) return;
    this.lastId = id;
    if (!this.heard.has(id)) this.heard.set(id, Date.now());
  }
}
