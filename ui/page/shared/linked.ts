/** The page's JSON-LD, read when it is first asked for and again when its text has changed. */
import { allInDocument, getter } from './dom';

/** An object of a page's JSON-LD; of any shape. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the page has
export type Thing = { [name: string]: any };

const textContent = getter<string>(Node, 'textContent');
const { parse } = JSON;

/** A script longer than this is not read: it would take longer than a visitor may wait. Characters. */
const LONGEST = 2e5;

let known = '';
let things: Thing[] = [];

/** Takes the objects out of lists and graphs. */
const collect = (it: Thing): void => {
  if (it && typeof it == 'object') {
    things.push(it);
    for (const name in it)
      if (/^(\d+|@graph|mainEntity|itemListElement|item)$/.test(name)) collect(it[name]);
  }
};

/** The objects of the page's JSON-LD; what cannot be read is told. */
export const linked = (say?: (error: unknown) => void): Thing[] => {
  const texts = Array.from(
    allInDocument(document, 'script[type="application/ld+json"]'),
    textContent,
  ).filter(({ length }) => length < LONGEST);
  const text = texts.join('\n');
  if (text != known) {
    known = text;
    things = [];
    for (const each of texts)
      try {
        // Line ends inside of strings are common, and forbidden.
        collect(parse(each.replace(/\s+/g, ' ')));
      } catch (error) {
        say?.(error);
      }
  }
  return things;
};

/** Last part of the path of an address, or the part behind `/products/`; of an empty one, the page's. */
export const handleOf = (address: string): string => {
  try {
    const { pathname } = new URL(address as string, location.href);
    return decodeURIComponent(
      (/\/products?\/([^/]+)/.exec(pathname) || /([^/]*)\/*$/.exec(pathname)!)[1]!,
    );
  } catch {
    return '';
  }
};
