/** Times, sizes and values as a person reads them. Pure: the clock is an argument. */
import type { JsonValue } from '@types-rust/serde_json/JsonValue';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago `at` was, both in milliseconds since 1970: "just now", "2 min ago", "3 h ago", "yesterday". */
export function ago(at: number, now: number): string {
  const past = Math.max(0, now - at);
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`;
  if (past < DAY) return `${Math.floor(past / HOUR)} h ago`;
  if (past < 2 * DAY) return 'yesterday';
  if (past < 14 * DAY) return `${Math.floor(past / DAY)} days ago`;
  return new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' }).format(
    at,
  );
}

/** Time of day with seconds, 24 hours. */
export function clockTime(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(at);
}

/** "1 event", "3 events". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** Bytes as "812 B" or "4.1 KB". */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const kilo = bytes / 1000;
  return kilo < 1000 ? `${kilo.toFixed(1)} KB` : `${(kilo / 1000).toFixed(1)} MB`;
}

/** A parameter's value on one line. */
export function plain(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** Host of an address, with port; the address itself where it is none. */
export function host(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

/** An address without the place within the page. */
export function pageOf(url: string): string {
  return url.split('#', 1)[0] ?? url;
}
