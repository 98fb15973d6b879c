import { fetchGuarded } from "../../http/fetch-guarded";
import { readText } from "../../http/read-text";
import { inSpan } from "../../log/sentry/in-span";
import type { VendorAnswer } from "./verdict";

/** A list of models may be long; more than this is no answer. */
const MOST_BYTES = 1024 * 1024;

export type Question = {
  /** Origin and path that the operator configured, without a trailing slash. */
  baseUrl: string;
  path: string;
  authorization?: string;
  form?: Record<string, string>;
  json?: unknown;
};

/** Asks a vendor one question. Throws `NoAnswer` when nothing whole came in time. */
export type Ask = (question: Question) => Promise<VendorAnswer>;

/** Whatever kept a vendor's answer from us: refused connections, silence, a body that broke off. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** One way to ask for all questions about a credential, which share one deadline. A key is for one host: redirects are not followed. */
export function asking(signal: AbortSignal): Ask {
  return ({ baseUrl, path, authorization, form, json }) =>
    inSpan("http.client", "verify credential", async () => {
      const { status, text } = await fetchWhole(`${baseUrl}${path}`, {
        ...(form && { form }),
        ...(json !== undefined && { json }),
        headers: { accept: "application/json", ...(authorization && { authorization }) },
        trustedOrigins: [new URL(baseUrl).origin],
        signal,
      });
      return { status, body: jsonOf(text) };
    });
}

async function fetchWhole(...question: Parameters<typeof fetchGuarded>): Promise<{ status: number; text: string }> {
  try {
    const { status, body } = await fetchGuarded(...question);
    return { status, text: (await readText(body, MOST_BYTES)) ?? "" };
  } catch {
    throw new NoAnswer();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
