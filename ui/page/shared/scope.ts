/**
 * On which page we are, as rules see it: the path relative to the shop's base, the page type, whether a
 * scope covers it. Twin of `page_path.rs`, `pattern.rs` and `page_type.rs` in the crate `model`; held to
 * them by `tests/vectors`.
 */
import type { PageType } from '../../generated/PageType';
import type { Scope } from '../../generated/Scope';

/** What rules need to know of a config. */
export interface Places {
  base?: string;
  pageTypes: readonly PageType[];
}

/** An address as patterns see it. */
export interface Page {
  path_: string;
  /** The path, and the query if there is one. */
  full_: string;
}

/** The page at a path and query (`?...` or empty). */
export function pageAt(pathname: string, search: string, base = ''): Page {
  const start =
    pathname.slice(0, base.length).toLowerCase() == base.toLowerCase()
      ? pathname.slice(base.length)
      : '';
  let path = /^\/|^$/.test(start) && (start || pathname.length == base.length) ? start : pathname;
  path = path.replace(/^\/[a-z]{2}(-([a-z]{2,4}|\d{3}))?(?=\/|$)/i, '').replace(/\/+$/, '') || '/';
  return { path_: path, full_: path + (search.length > 1 ? search : '') };
}

/** Whether the pattern means the page. */
export function matchesPattern(pattern: string, page: Page): boolean {
  const question = pattern.indexOf('?');
  const head = question < 0 ? pattern : pattern.slice(0, question);
  const path = (head.length > 1 ? head.replace(/\/+$/, '') : head) || '/';
  return question < 0 ? glob(path, page.path_) : glob(path + pattern.slice(question), page.full_);
}

/** `*` is any run of characters; no backtracking, so no pattern is expensive. */
function glob(pattern: string, text: string): boolean {
  text = text.toLowerCase();
  const parts = pattern.toLowerCase().split('*');
  const last = parts.pop()!;
  if (!parts.length) return text == last;
  const first = parts.shift()!;
  if (text.slice(0, first.length) != first) return false;
  let at = first.length;
  for (const part of parts) {
    at = text.indexOf(part, at) + part.length;
    if (at < part.length) return false;
  }
  return text.length - last.length >= at && text.slice(text.length - last.length) == last;
}

/** Id of the first page type that knows the page, or `other`. */
export function pageTypeOf(page: Page, types: readonly PageType[]): string {
  for (const type of types)
    if (type.match.some((pattern) => matchesPattern(pattern, page))) return type.id;
  return 'other';
}

/** Whether the scope covers the page. */
export function covers({ pageTypes, url }: Scope, page: Page, types: readonly PageType[]): boolean {
  return (
    (!pageTypes || !pageTypes.length || pageTypes.indexOf(pageTypeOf(page, types)) >= 0) &&
    (url == null || matchesPattern(url, page))
  );
}
