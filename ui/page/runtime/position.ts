/** Source `position`: where the target stands among its likes, by the document's order alone. */
import { getAttribute, localName, matchesCss } from '../shared/dom';
import { sources } from './core';
import { all, childrenOf, parentOf } from '../shared/tree';

/** What is repeated by its nature. */
const LISTED = 'li,article,tr,[role=listitem],[role=option]';

/** Tag and first class: those of states come later. */
const kindOf = (element: Element): string => {
  const [name] = (getAttribute(element, 'class') || '').split(' ');
  return localName(element) + (name ? `[class~=${JSON.stringify(name)}]` : '');
};

sources.position = (_, target) => {
  const kind = kindOf(target);
  let own = 0;
  for (let at = target, parent; (parent = parentOf(at)); at = parent) {
    const isListed = matchesCss(at, LISTED);
    const alike = isListed ? localName(at) : kindOf(at);
    const likes = Array.from(childrenOf(parent)).filter(
      (each) => matchesCss(each, alike) && all(each, kind)[0],
    );
    const place = likes.indexOf(at) + 1;
    // Two buttons of a card are likes as well, but the cards come first.
    if (likes[1] && (isListed || at != target)) return place;
    if (likes[1] || isListed) own = own || place;
  }
  return own || '';
};
