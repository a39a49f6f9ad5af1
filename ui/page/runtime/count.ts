/** Trigger `count`: other events fired so many times, or about so many different elements or pages. */
import { allInDocument, getAttribute, getter, localName, unbound } from '../shared/dom';
import type { Occasion } from '../shared/values';
import { completes } from './composed';

const closest = unbound(
  Element.prototype.closest as (this: Element, css: string) => Element | null,
);
const textContent = getter<string | null>(Node, 'textContent');
const { indexOf } = Array.prototype;

/** One product has one address, whichever collection it was found in. */
const pathOf = (path: string): string => path.replace(/^.*(?=\/products\/)/, '');

/** What an event is about: where the element leads to, or else its words or place on this page, or else the page. */
function subjectOf(occasion: Partial<Occasion> | null): string {
  const here = pathOf(location.pathname);
  const target = occasion?.target_;
  if (!target) return here;
  const link = closest(target, 'a[href]');
  const there = link ? pathOf(new URL(getAttribute(link, 'href')!, link.baseURI).pathname) : here;
  if (there != here) return there;
  const alike = allInDocument(document, localName(target));
  return here + (textContent(target)!.trim() || indexOf.call(alike, target));
}

/** Nothing of what was seen is kept, only whether it was the same. */
function hash(text: string): string {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) | 0;
  return (sum >>> 0).toString(36);
}

completes.count = (own, { times, different }, _, occasion) => {
  if (own.done) return false;
  const seen = (own.seen = own.seen || {});
  const name = different ? hash(subjectOf(occasion)) : 'all';
  seen[name] = different ? 1 : (seen[name] || 0) + 1;
  const reached = different ? Object.values(seen).filter(Boolean).length : seen[name];
  return reached >= times && (own.done = 1);
};
