/** Source `link`: where the innermost link around leads; origin and path of web addresses, of others only the scheme. */
import { getAttribute, matchesCss } from '../shared/dom';
import { sources } from './core';

sources.link = (_, target, { path_: path }) => {
  const link = path
    .slice(path.indexOf(target))
    .find((node) => matchesCss(node as Element, 'a[href],area[href]')) as Element;
  const { protocol, origin, pathname } = new URL(getAttribute(link, 'href')!, link.baseURI);
  return /^http/.test(protocol) ? origin + pathname : protocol;
};
