import { createHmac } from "node:crypto";

/** Signs a body as Retell does, for our own test deliveries: the value of `x-retell-signature`. See `./verify`. */
export function signAsRetell(rawBody: string, secret: string, nowMs: number): string {
  return `v=${nowMs},d=${createHmac("sha256", secret).update(`${rawBody}${nowMs}`).digest("hex")}`;
}
