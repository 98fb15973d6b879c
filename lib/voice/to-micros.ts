const MICROS_PER_UNIT_EXPONENT = { dollars: 6, cents: 4 } as const;

/**
 * Converts a vendor's decimal amount to millionths of a currency unit, rounded to the nearest. The decimal point is moved
 * in the number's own digits, so that 21.4 cents are 214000 and not 213999.99….
 * @returns undefined for an amount no ledger could hold
 */
export function toMicros(amount: number, unit: keyof typeof MICROS_PER_UNIT_EXPONENT): number | undefined {
  const [digits, exponent = "0"] = String(amount).split("e");
  const micros = Math.round(Number(`${digits}e${Number(exponent) + MICROS_PER_UNIT_EXPONENT[unit]}`));
  // Adding zero turns -0 into 0.
  return Number.isSafeInteger(micros) ? micros + 0 : undefined;
}
