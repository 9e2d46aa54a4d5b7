/** Seconds from now that a `Retry-After` header asks for, in either of its forms (RFC 9110, section 10.2.3). */
export function parseRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  // Ten digits are centuries, and hundreds no number at all.
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}
