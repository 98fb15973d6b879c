/** Pages that somebody without a session may open. Everything else outside `/api` sends to sign-in. */
const OPEN =
  /^\/($|(health|sign-in|sign-up|check-your-mail|forgot-password|reset-password|unlock|status|privacy|terms)$|docs\/api$|(auth|invitations)\/)/;

export function isOpenPage(path: string): boolean {
  return OPEN.test(path);
}
