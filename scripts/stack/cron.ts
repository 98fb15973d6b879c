const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

/**
 * Whether a cron expression of five fields is due in the minute of `at` (UTC, as Vercel reads it). Lists, ranges and
 * steps are understood. As in cron, day of month and day of week are alternatives when both are given.
 */
export function isDue(expression: string, at: Date): boolean {
  const fields = expression.trim().split(/\s+/);
  const values = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay()];
  if (fields.length !== 5) throw new Error(`"${expression}" is not a cron expression of five fields`);
  const matches = fields.map((field, index) => {
    const range = RANGES[index];
    const value = values[index];
    return range !== undefined && value !== undefined && matchesField(field, value, range);
  });
  const [minute, hour, day, month, weekday] = matches;
  const bothDays = fields[2] !== "*" && fields[4] !== "*";
  return Boolean(minute && hour && month && (bothDays ? day || weekday : day && weekday));
}

function matchesField(field: string, value: number, [lowest, highest]: readonly [number, number]): boolean {
  return field.split(",").some((part) => {
    const [span = "", step = "1"] = part.split("/");
    const [from, to] = span === "*" ? [lowest, highest] : span.split("-").map(Number);
    const start = from ?? lowest;
    const end = to ?? (part.includes("/") ? highest : start);
    if (![start, end, Number(step)].every(Number.isInteger) || start < lowest || end > highest || Number(step) < 1)
      throw new Error(`"${field}" is not a cron field`);
    return value >= start && value <= end && (value - start) % Number(step) === 0;
  });
}
