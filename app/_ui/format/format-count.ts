/** "1 call", "1,204 calls". Pass the plural when it is not the word with an s. */
export function formatCount(count: number, word: string, plural = `${word}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? word : plural}`;
}

/** "84%" from a share between 0 and 1. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** "1,000+" for a total that stopped counting. */
export function formatTotal(total: { value: number; capped: boolean }): string {
  return `${total.value.toLocaleString("en-US")}${total.capped ? "+" : ""}`;
}
