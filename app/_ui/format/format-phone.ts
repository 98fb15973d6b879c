const TWO_DIGIT_CODES = /^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/**
 * E.164 for reading: "+12025550123" → "(202) 555-0123", "+442079460958" → "+44 207 946 0958". Grouping only, no metadata: the
 * browser would have to load 80 kB for the national customs of every country. Anything else comes back as it is.
 */
export function formatPhone(e164: string): string {
  const digits = /^\+(\d{7,15})$/.exec(e164)?.[1];
  if (!digits) return e164;
  if (digits.startsWith("1") && digits.length === 11) {
    return `(${digits.slice(1, 4)}) ${digits.slice(4, 7)}-${digits.slice(7)}`;
  }
  const code = /^[17]/.test(digits) ? 1 : TWO_DIGIT_CODES.test(digits) ? 2 : 3;
  const groups = digits.slice(code).replace(/(\d{3})(?=\d{3})/g, "$1 ");
  return `+${digits.slice(0, code)} ${groups}`;
}
