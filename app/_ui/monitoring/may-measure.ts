const OPTED_OUT = "measuring=off";

/** Whether this browser agrees to being counted and recorded. */
export function mayMeasure(): boolean {
  return isOptedOut() === false;
}

/** `browser`: it sends Do Not Track or Global Privacy Control; `true`: switched off on the account page. */
export function isOptedOut(): boolean | "browser" {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  if (doNotTrack === "1" || globalPrivacyControl === true) return "browser";
  return document.cookie.split("; ").includes(OPTED_OUT);
}

/** Kept in a cookie of this browser for a year; a choice of "on" leaves none behind. */
export function setOptedOut(optedOut: boolean): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser
  document.cookie = `${OPTED_OUT}; path=/; max-age=${optedOut ? 31_536_000 : 0}; samesite=lax`;
}
