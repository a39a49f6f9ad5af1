/** Selectors inside open shadow roots and same-origin frames. Followed outwards to check an element, inwards to find all. */
import type { Hop } from '../../generated/Hop';
import { allInDocument, getter, matchesCss, rootOf, unbound } from './dom';
import type { Conditions } from './match';

export type Root = Document | ShadowRoot;

const shadowOf = getter<ShadowRoot | null>(Element, 'shadowRoot') as (
  host: Element,
) => ShadowRoot | null;
const hostOf = getter<Element>(ShadowRoot, 'host');
const windowOf = getter<Window | null>(Document, 'defaultView');
const documentIn = getter<Document | null>(HTMLIFrameElement, 'contentDocument');
const inFragment = unbound(DocumentFragment.prototype.querySelectorAll);

/** The document of a same-origin frame; null for anything else. */
export function frameDocument(element: Element): Document | null {
  try {
    return documentIn(element);
  } catch {
    return null;
  }
}

/** The element that holds this root: a shadow root's host, a frame's element. */
function holderOf(root: Node, frame: boolean): Element | null {
  try {
    return frame ? windowOf(root)!.frameElement : hostOf(root);
  } catch {
    return null;
  }
}

/** All elements of a document or shadow root that the CSS matches. */
export function allIn(root: Root, css: string): ArrayLike<Element> {
  try {
    return inFragment(root as ShadowRoot, css);
  } catch {
    return allInDocument(root, css);
  }
}

/** The roots that the hops lead to, in document order. */
export function rootsWithin(hops: readonly Hop[]): Root[] {
  let roots: Root[] = [document];
  for (const hop of hops) {
    const next: Root[] = [];
    for (const root of roots)
      for (const holder of Array.from(allIn(root, hopCss(hop)))) {
        const inner = 'shadow' in hop ? shadowOf(holder) : frameDocument(holder);
        if (inner) next.push(inner);
      }
    roots = next;
  }
  return roots;
}

function hopCss(hop: Hop): string {
  return 'shadow' in hop ? hop.shadow : hop.frame;
}

function reaches(element: Element, hops: readonly Hop[]): boolean {
  let root = rootOf(element);
  for (let depth = hops.length; depth--;) {
    const hop = hops[depth]!;
    const holder = holderOf(root, 'frame' in hop);
    if (!holder || !matchesCss(holder, hopCss(hop))) return false;
    root = rootOf(holder);
  }
  return root === document;
}

/** Gives the matcher its hops. */
export function installHops(conditions: Conditions): void {
  conditions.reaches_ = reaches;
  conditions.within_ = (hops, css) => {
    const found: Element[] = [];
    for (const root of rootsWithin(hops)) found.push(...Array.from(allIn(root, css)));
    return found;
  };
}

export { shadowOf };
