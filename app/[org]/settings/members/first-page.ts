/** How many rows the members' lists load at once. */
export const PAGE = { limit: 100 };
