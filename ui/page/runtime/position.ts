/** Source `position`: where the target stands among its likes, by the document's order alone. */
import { getAttribute, getter, localName, matchesCss, rootOf, unbound } from '../shared/dom';

const parentOf = getter<Element | null>(Node, 'parentElement');
const previous = getter<Element | null>(Element, 'previousElementSibling');
const next = getter<Element | null>(Element, 'nextElementSibling');
const query = unbound(
  Element.prototype.querySelector as (this: Element, css: string) => Element | null,
);

/** What is repeated by its nature. */
const LISTED =
  'li,article,tr,option,[role=listitem],[role=option],[role=radio],[role=tab],[role=row]';

/** Tag and first class: those of states come later. */
const kindOf = (element: Element): string => {
  const [first] = (getAttribute(element, 'class') || '').trim().split(/\s+/);
  return localName(element) + (first ? `[class~=${JSON.stringify(first)}]` : '');
};

$.sources_!.position = (_, target) => {
  const kind = kindOf(target);
  let own = 0;
  for (
    let at: Element | null = target;
    at;
    at = parentOf(at) || (rootOf(at) as ShadowRoot).host || null
  ) {
    const listed = matchesCss(at, LISTED);
    const alike = listed ? localName(at) : kindOf(at);
    const isLike = (other: Element): boolean =>
      matchesCss(other, alike) && (matchesCss(other, kind) || !!query(other, kind));
    let place = 1;
    let isAlone = true;
    for (let other = previous(at); other; other = previous(other)) if (isLike(other)) place++;
    for (let other = next(at); other && isAlone; other = next(other)) isAlone = !isLike(other);
    if (place > 1 || !isAlone) {
      if (listed || at != target) return place;
      // Two buttons of a card are likes as well, but the cards come first.
      own = place;
    } else if (listed) own = own || 1;
  }
  return own || '';
};
