/**
 * Runs the conformance vectors in whatever engine loads this: `runVectors(groups)` answers how many cases it
 * ran and what was wrong. Needs a blank page of its own, whose document it rewrites; a site's policy must not
 * forbid inline frames. No rules here: they are all in `shared/`.
 */
import type { PageType } from '../generated/PageType';
import type { Selector } from '../generated/Selector';
import { clickableAncestor, parentElement } from './shared/clickable';
import { allInDocument, getAttribute } from './shared/dom';
import { allIn, frameDocument, installHops, shadowOf, type Root } from './shared/hops';
import { cut, mask } from './shared/mask';
import { conditions, hitBy, isOverruled, resolve } from './shared/match';
import { nameOf } from './shared/name';
import { nearest } from './shared/nearest';
import { amountOf } from './shared/prices';
import { roleOf } from './shared/role';
import { matchesPattern, pageAt, pageTypeOf } from './shared/scope';
import { installText, normalise, readable, textOf } from './shared/text';
import { hitsBy } from './runtime/rules';

interface Case {
  rule?: Selector[];
  selector?: number | null;
  ids?: string[];
  numbers?: number[];
  hit?: string;
  of?: string;
  role?: string;
  name?: string;
  text?: string;
  click?: string;
  normalise?: string;
  mask?: string;
  is?: string | null;
  index?: string;
  page?: string;
  base?: string;
  path?: string;
  pattern?: string;
  matches?: boolean;
  pageTypes?: PageType[];
  type?: string;
  amount?: string;
  near?: string;
}

interface Group {
  name: string;
  html?: string;
  cases: Case[];
}

interface Results {
  ran: number;
  failures: string[];
}

/** Runs all cases of all groups, one after the other. */
async function runVectors(groups: Group[]): Promise<Results> {
  installHops(conditions);
  installText(conditions);
  const results: Results = { ran: 0, failures: [] };
  for (const group of groups) {
    if (group.html != null) await write(group.html);
    for (const each of group.cases) {
      results.ran++;
      for (const [what, actual, expected] of check(each)) {
        if (JSON.stringify(actual) === JSON.stringify(expected)) continue;
        const wanted = `${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
        results.failures.push(`${group.name}: ${JSON.stringify(each)}: ${wanted}`);
      }
    }
  }
  return results;
}

type Outcome = [what: string, actual: unknown, expected: unknown];

function check(each: Case): Outcome[] {
  if (each.page !== undefined) return checkPage(each.page, each);
  if (each.normalise !== undefined) return [['normalised', normalise(each.normalise), each.is]];
  if (each.mask !== undefined) return [['masked', cut(mask(each.mask)), each.is]];
  if (each.click !== undefined)
    return [['clickable ancestor', idOf(clickableAncestor(byId(each.click))), each.is]];
  if (each.of !== undefined) return checkElement(byId(each.of), each);
  if (each.hit !== undefined) return checkHit(byId(each.hit), each);
  if (each.amount !== undefined) {
    const amount = amountOf(byId(each.amount));
    return [['amount', amount === undefined ? null : String(amount), each.is]];
  }
  const { selector, elements } = resolve(each.rule ?? []);
  if (each.near !== undefined) {
    const near = nearest(each.near ? byId(each.near) : null, elements);
    return [['nearest', near.map(idOf), each.ids]];
  }
  const counted: Outcome = ['selector', selector < 0 ? null : selector, each.selector];
  if (each.numbers === undefined) return [counted, ['ids', elements.map(idOf), each.ids]];
  const all = Array.from(allInDocument(document, '*'));
  return [counted, ['numbers', elements.map((element) => all.indexOf(element)), each.numbers]];
}

/** The matcher's answer, and those of the runtime's index, if there is one, which must be the same. */
function checkHit(element: Element, { rule = [], index, is }: Case): Outcome[] {
  const path: EventTarget[] = [];
  for (let at: Element | null = element; at; at = parentElement(at)) path.push(at);
  const hit = hitBy(rule, path);
  if (!index) return [['hit', hit && idOf(hit), is]];
  const events = [{ selectors: rule } as never];
  const hits = hitsBy(index, events, (_, at) => isOverruled(rule, at));
  const indexed = (path: EventTarget[]): string | null => {
    const [[, element] = [null, null]] = hits(events, path);
    return element && idOf(element);
  };
  return [
    ['hit', hit && idOf(hit), is],
    ['hit by index', indexed(path), is],
    // A whole path, as long as no shadow root is in it, is not looked through node by node.
    ['hit by index, path whole', indexed([...path, document, window]), is],
  ];
}

function checkElement(element: Element, { role, name, text }: Case): Outcome[] {
  const outcomes: Outcome[] = [];
  if (role !== undefined) outcomes.push(['role', roleOf(element), role]);
  if (name !== undefined) outcomes.push(['name', nameOf(element), name]);
  if (text !== undefined) outcomes.push(['text', readable(textOf(element)), text]);
  return outcomes;
}

function checkPage(
  address: string,
  { base, path, pattern, matches, pageTypes, type }: Case,
): Outcome[] {
  const { pathname, search } = new URL(address, 'https://shop.example');
  const page = pageAt(pathname, search, base);
  const outcomes: Outcome[] = [];
  if (path !== undefined) outcomes.push(['path', page.path_, path]);
  if (pattern !== undefined) outcomes.push(['matches', matchesPattern(pattern, page), matches]);
  if (pageTypes) outcomes.push(['type', pageTypeOf(page, pageTypes), type]);
  return outcomes;
}

function idOf(element: Element): string {
  return getAttribute(element, 'id') ?? '';
}

/** Finds an id in all open shadow roots and frames. */
function byId(id: string): Element {
  const roots: Root[] = [document];
  for (const root of roots) {
    for (const element of Array.from(allIn(root, '*'))) {
      if (idOf(element) === id) return element;
      const inner = shadowOf(element) ?? frameDocument(element);
      if (inner) roots.push(inner);
    }
  }
  throw new Error(`no element has the id ${id}`);
}

/** Makes this HTML the page, scripts disabled by their type, and waits for its frames. */
async function write(html: string): Promise<void> {
  document.open();
  document.write(html.replace(/<script\b/gi, '<script type=text/plain'));
  document.close();
  await framesLoaded(document);
}

async function framesLoaded(root: Document): Promise<void> {
  attachShadows(root);
  await Promise.all(
    Array.from(allInDocument(root, 'iframe')).map(async (frame) => {
      for (;;) {
        const inner = frameDocument(frame);
        // The blank document a frame starts with is not the one it was told to show.
        if (inner && inner.URL === 'about:srcdoc' && inner.readyState === 'complete')
          return framesLoaded(inner);
        await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      }
    }),
  );
}

/** Engines differ in whether written documents get declarative shadow roots. */
function attachShadows(root: Root): void {
  for (const template of Array.from(allIn(root, 'template[shadowrootmode=open]'))) {
    const shadow = template.parentElement!.attachShadow({ mode: 'open' });
    shadow.append((template as HTMLTemplateElement).content);
    template.remove();
  }
  for (const element of Array.from(allIn(root, '*'))) {
    const shadow = shadowOf(element);
    if (shadow) attachShadows(shadow);
  }
}

Object.assign(globalThis, { runVectors });
