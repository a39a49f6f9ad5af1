/** Sources `collection` and `search_term`: what of the catalogue is shown. */
import { handleOf, linked } from '../shared/linked';
import { say, sources } from './core';

sources.collection = () => {
  const { pathname } = location;
  const [, handle] = /\/collections\/([^/]+)/.exec(pathname) || [];
  if (handle) return decodeURIComponent(handle);
  const typed = (type: RegExp) => linked(say).find((each) => type.test(each['@type']));
  const { itemListElement: trail } = typed(/^BreadcrumbList/)!;
  // The trail of a product ends with the product, and begins with the shop.
  const at = /categor/.test(pathname) ? 1 : trail[2] && typed(/\bProduct/) ? 2 : 0;
  const { item = '', name } = trail[trail.length - at];
  const address = item['@id'] || item;
  return (address && handleOf(address)) || name || item.name;
};

sources.search_term = () => {
  const [, term = ''] =
    /[?&](?:q|query|s|search|search_query|keyword|term)=([^&]+)/.exec(location.search) || [];
  return decodeURIComponent(term.replace(/\+/g, ' '));
};
