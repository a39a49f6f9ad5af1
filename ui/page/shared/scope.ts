/**
 * On which page we are, as rules see it: the path relative to the shop's base, the page type, whether a
 * scope covers it. Twin of `page_path.rs`, `pattern.rs` and `page_type.rs` in the crate `model`; held to
 * them by `tests/vectors`.
 */
import type { PageType } from '../../generated/PageType';
import type { Scope } from '../../generated/Scope';
import { glob } from './glob';

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

/** The page at a path and query (`?...` or empty, as addresses have it). */
export function pageAt(pathname: string, search: string, base = ''): Page {
  const isInside = (pathname + '/').toLowerCase().startsWith(base.toLowerCase() + '/');
  const path = bare(
    (isInside ? pathname.slice(base.length) : pathname).replace(
      /^\/[a-z]{2}(-([a-z]{2,4}|\d{3}))?(?=\/|$)/i,
      '',
    ),
  );
  return { path_: path, full_: path + search };
}

/** Without slashes at the end. */
const bare = (path: string): string => path.replace(/\/+$/, '') || '/';

/** Whether the pattern means the page. */
export function matchesPattern(pattern: string, page: Page): boolean {
  const [path, query] = pattern.split(/(?=\?)([^]*)/);
  return query == null ? glob(bare(path!), page.path_) : glob(bare(path!) + query, page.full_);
}

/** Id of the first page type that knows the page, or `other`. */
export function pageTypeOf(page: Page, types: readonly PageType[]): string {
  const type = types.find(({ match }) => match.some((pattern) => matchesPattern(pattern, page)));
  return type ? type.id : 'other';
}

/** Whether the scope covers the page. */
export function covers(
  { pageTypes = [], url }: Scope,
  page: Page,
  types: readonly PageType[],
): boolean {
  return (
    (!pageTypes[0] || pageTypes.includes(pageTypeOf(page, types))) &&
    (url == null || matchesPattern(url, page))
  );
}
