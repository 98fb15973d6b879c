/** So long before a credential ends somebody is told: as early as of programs' keys. */
export const SOON_DAYS = 14;
