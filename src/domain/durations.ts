/** Lengths of time in milliseconds, for what goes by the clock and not by the calendar. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
