/** Sources `collection` and `search_term`: what of the catalogue is shown. */
import type { Thing } from './core';

$.sources_!.collection = () => {
  const { pathname } = location;
  const [, handle] = /\/collections\/([^/]+)/.exec(pathname) || [];
  if (handle) return decodeURIComponent(handle);
  const things = $.linked_!();
  const isA = (thing: Thing, type: RegExp): boolean => type.test('' + thing['@type']);
  const { itemListElement: trail } = things.find((each) => isA(each, /BreadcrumbList/)) || {};
  const isCategory =
    /\/[a-z-]*categor/.test(pathname) || things.some((each) => isA(each, /CollectionPage/));
  // The trail of a product ends with the product, and begins with the shop.
  const at = isCategory ? 1 : things.some((each) => isA(each, /\bProduct/)) ? 2 : 0;
  const crumb: Thing | undefined = at && trail.length > at && trail[trail.length - at];
  if (!crumb) return '';
  const { item = {} } = crumb;
  return (
    $.handle_!(item['@id'] || item.url || ('' + item == item ? item : '')) ||
    crumb.name ||
    item.name
  );
};

$.sources_!.search_term = () => {
  const [, term = ''] =
    /[?&](?:q|query|s|search|search_query|keyword|term)=([^&]+)/.exec(location.search) || [];
  return decodeURIComponent(term.replace(/\+/g, ' '));
};
