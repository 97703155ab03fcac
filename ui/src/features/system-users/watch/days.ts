// Calendar days as the core takes them, `2026-12-01`.

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The day so many months later; the last day of the month where there is none with that number. */
export function dayAfter(from: Date, months: number): string {
  const to = new Date(Date.UTC(from.getFullYear(), from.getMonth() + months + 1, 0, 12));
  to.setUTCDate(Math.min(from.getDate(), to.getUTCDate()));
  return to.toISOString().slice(0, 10);
}
