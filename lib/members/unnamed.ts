/** What is shown in the place of the name of somebody who has left. */
export const FORMER_MEMBER = "A former member";

/** The same of platform staff, whom only their own console names. */
export const STAFF = "Foyer staff";
