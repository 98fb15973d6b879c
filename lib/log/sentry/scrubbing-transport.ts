import { createTransport } from "@sentry/nextjs";
import { type Envelope, scrubEnvelope } from "./scrub-envelope";

type TransportOptions = Parameters<typeof createTransport>[0] & { url: string; headers?: Record<string, string> };
type Transport = ReturnType<typeof createTransport>;

/** Below this size a browser may finish sending while the page is already closing. */
const KEEPALIVE_BYTES = 60_000;

/**
 * The way out of all three SDKs: everything passes `scrubEnvelope`, nothing is sent around it.
 * @param ownOrigin origin whose addresses are ours
 */
export function scrubbingTransport(ownOrigin: string): (options: TransportOptions) => Transport {
  return (options) => {
    const transport = createTransport(options, async ({ body }) => {
      const response = await fetch(options.url, {
        method: "POST",
        body: body as BodyInit,
        headers: { "content-type": "application/x-sentry-envelope", ...options.headers },
        cache: "no-store",
        keepalive: body.length < KEEPALIVE_BYTES,
        referrerPolicy: "no-referrer",
      });
      await response.arrayBuffer();
      return {
        statusCode: response.status,
        headers: {
          "x-sentry-rate-limits": response.headers.get("x-sentry-rate-limits"),
          "retry-after": response.headers.get("retry-after"),
        },
      };
    });
    return {
      ...transport,
      send: async (envelope) => {
        const clean = scrubEnvelope(asEnvelope(envelope), ownOrigin);
        return clean ? transport.send(asSent(clean)) : {};
      },
    };
  };
}

// The SDK's envelope is a union over every kind of item; at run time each of them is headers and items.
function asEnvelope(envelope: Parameters<Transport["send"]>[0]): Envelope {
  return envelope as Envelope;
}

function asSent(envelope: Envelope): Parameters<Transport["send"]>[0] {
  return envelope as Parameters<Transport["send"]>[0];
}
