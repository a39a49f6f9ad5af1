/** The way out: reports to the shell, through a handler that only this world has. Sizes and rates are capped here and again in Rust. */
import type { Report } from '../../generated/Report';

interface Handler {
  postMessage(text: string): void;
}

interface Bridge {
  webkit?: { messageHandlers?: { picker?: Handler } };
}

/** Longest report, in UTF-16 units; the shell takes no more than 8 MB. */
export const LONGEST_REPORT = 8_000_000;

/** Reports in one second; more than a person causes, fewer than a page could force. */
const MOST_PER_SECOND = 200;

const handler = (globalThis as Bridge).webkit?.messageHandlers?.picker;
let second = 0;
let sent = 0;

/** Reports, and says whether it could. */
export function post(report: Report): boolean {
  return postText(JSON.stringify(report));
}

/** Half a surrogate pair, as JSON escapes it; or another escape, to be stepped over. */
const HALVES = /\\(ud[89a-f]..|[^])/g;

/** Reports what is JSON already. Rust reads no half characters, which pages have and limits make. */
export function postText(json: string): boolean {
  const text = json.includes('\\ud')
    ? json.replace(HALVES, (escape, { length }: string) => (length > 1 ? '\ufffd' : escape))
    : json;
  const now = Math.floor(performance.now() / 1000);
  if (now !== second) {
    second = now;
    sent = 0;
  }
  if (!handler || text.length > LONGEST_REPORT || ++sent > MOST_PER_SECOND) return false;
  handler.postMessage(text);
  return true;
}
