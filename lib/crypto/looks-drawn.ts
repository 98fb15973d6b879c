/** Whether a secret may have been drawn by chance: not few characters over and over, nor one piece again and again. */
export function looksDrawn(secret: string): boolean {
  const repeats = (period: number) =>
    [...secret].every((character, at) => at < period || character === secret[at - period]);
  const periods = Array.from({ length: Math.floor(secret.length / 2) }, (_, index) => index + 1);
  return new Set(secret).size >= 6 && !periods.some(repeats);
}
