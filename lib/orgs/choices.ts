/** What an organization may choose from, apart from the schemas so that the browser needs no validator to draw them. */

export const industries = ["clinic", "car_dealer", "agency", "other"] as const;
export const colours = ["teal", "blue", "violet", "rose", "amber", "green"] as const;

/**
 * Whose way of writing dates, times, numbers and money (BCP 47). Words stay English: a language's own names of months would
 * stand in English sentences.
 */
export const locales = [
  ...(["en-US", "en-GB", "en-CA", "en-AU", "en-NZ", "en-IE", "en-IN", "en-ZA"] as const),
  ...(["de-DE", "de-AT", "de-CH", "fr-FR", "es-ES", "it-IT", "nl-NL", "pt-PT", "pl-PL"] as const),
  ...(["sv-SE", "da-DK", "nb-NO", "fi-FI", "es-MX", "pt-BR"] as const),
] as const;
export type Locale = (typeof locales)[number];
