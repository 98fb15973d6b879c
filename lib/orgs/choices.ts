/** What an organization may choose from, apart from the schemas so that the browser needs no validator to draw them. */

export const industries = ["clinic", "car_dealer", "agency", "other"] as const;
export const colours = ["teal", "blue", "violet", "rose", "amber", "green"] as const;
