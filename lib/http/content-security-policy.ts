import { type Env, env, isDevServer } from "../env";

/** 128 random bits, base64: new for every answer, so that a guessed or remembered one is worth nothing. */
export function newNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

/**
 * What a page may load and run: files of our own address, and the inline scripts that carry this answer's nonce (Next's own;
 * it finds the nonce in the request's copy of this header). Nothing is framed, nobody frames us. Inline styles remain: React
 * writes `style` attributes, and no script can come of them.
 * @returns the value of the header `Content-Security-Policy`
 */
export function contentSecurityPolicy(nonce: string): string {
  fixed ??= fixedDirectives(env());
  return `script-src 'self' 'nonce-${nonce}'${fixed}`;
}

let fixed: string | undefined;

/** All that is the same for every page of this process, behind `script-src`. */
export function fixedDirectives({
  PUBLIC_BASE_URL,
  VAPI_BASE_URL,
}: Pick<Env, "PUBLIC_BASE_URL" | "VAPI_BASE_URL">): string {
  const directives = [
    "default-src 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${listeningSources(VAPI_BASE_URL)}`,
    "media-src 'self' blob:",
    // Sentry's recording is packed by a worker made of a blob.
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    // The older way to report is the one that every browser knows.
    "report-uri /api/policy_reports",
    // On plain http (a developer's machine) it would send the browser to a port that speaks no TLS.
    ...(PUBLIC_BASE_URL.startsWith("https:") ? ["upgrade-insecure-requests"] : []),
  ];
  // React's development build reads stacks by eval.
  return `${isDevServer ? " 'unsafe-eval'" : ""}; ${directives.join("; ")}`;
}

/** Where a call under way is heard: the same hosts as `isVendorAddress` lets through. */
function listeningSources(vendor: string): string {
  const { protocol, host, hostname } = new URL(vendor);
  const domain = hostname.split(".").slice(-2).join(".");
  const own = `${protocol.replace("http", "ws")}//${host}`;
  return /[a-z]$/.test(domain) && domain.includes(".") ? `${own} wss://*.${domain}` : own;
}
