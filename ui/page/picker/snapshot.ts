/**
 * The live tree as a flat list, as it is sent on a pick or when the page is checked: elements, texts, open shadow roots and same-origin
 * frames, with boxes and visibility, without what people typed. Judging what is in it is the crate
 * `identify`'s work.
 */
import type { Snapshot } from '../../generated/Snapshot';
import type { SnapshotNode } from '../../generated/SnapshotNode';
import { getAttribute, getter, localName, unbound } from '../shared/dom';
import { frameDocument, shadowOf } from '../shared/hops';
import { productAround } from '../shared/product';
import { firstChild, nextSibling, nodeType } from '../shared/text';
import { presentable } from '../shared/values';
import { HOVERED } from './freeze';
import { isOverlay } from './overlay';
import { boxOf, documentElementOf, isRendered, titleOf, viewOf } from './page';
import { essentials } from './essentials';
import { themeIn } from './theme';

/** Limits of a snapshot. */
export interface Limits {
  /** Nodes of all kinds. */
  nodes: number;
  /** Estimated bytes of JSON. */
  bytes: number;
}

const LONGEST_TEXT = 2000;
const LONGEST_ATTRIBUTE = 1000;
const LONGEST_TITLE = 300;
/** Parsers stop at 512; only scripts nest deeper. */
const DEEPEST = 800;
const LONGEST_ADDRESS = 2000;
/** Scripts of a page that are read for its theme. */
const MOST_SCRIPTS = 200;

const namespaceOf = getter<string | null>(Element, 'namespaceURI');
const substring = unbound(CharacterData.prototype.substringData);
const lengthOf = getter<number>(CharacterData, 'length');
const isChecked = getter<boolean>(HTMLInputElement, 'checked');
const attributeNames = unbound(Element.prototype.getAttributeNames);

/** Elements whose text is code. */
const CODE = /^(script|style|noscript|template)$/;
/** Inputs whose `value` is a label or a choice, not something typed. */
const LABELLED_INPUT = /^(button|submit|reset|image|radio|checkbox)$/;

/** The page with one element marked, or none; `null` when the element did not fit in. */
export function takeSnapshot(picked: Element | null, limits: Limits): Snapshot | null {
  const whole = new Walk(limits, null);
  whole.element(documentElementOf(document)!, -1, document);
  const walk = whole.full ? new Walk(limits, essentials(picked, limits.nodes)) : whole;
  if (whole.full) walk.element(documentElementOf(document)!, -1, document);
  const index = picked ? walk.indices.get(picked) : null;
  if (index === undefined || !walk.nodes.length) return null;
  return {
    url: location.href.slice(0, LONGEST_ADDRESS),
    title: titleOf(document).slice(0, LONGEST_TITLE),
    viewport: [Math.round(innerWidth), Math.round(innerHeight)],
    scroll: [Math.round(scrollX), Math.round(scrollY)],
    nodes: walk.nodes,
    picked: index,
    truncated: whole.full || walk.cut,
    product: known(picked),
  };
}

/** What is known of the product whose card the element stands in, or else the page's. */
function known(element: Element | null): NonNullable<Snapshot['product']> {
  try {
    const facts = Object.entries(productAround(element)).filter(([, fact]) => fact);
    return Object.fromEntries(facts.map(([field, fact]) => [field, presentable(String(fact))]));
  } catch {
    return {};
  }
}

/** One pass over the tree; `only` restricts it to some elements and their texts. */
class Walk {
  readonly nodes: SnapshotNode[] = [];
  readonly indices = new Map<Element, number>();
  /** Something did not fit. */
  full = false;
  /** A text was cut. */
  cut = false;
  private bytes = 0;
  private scripts = 0;
  private themed = false;
  private depth = 0;

  constructor(
    private readonly limits: Limits,
    private readonly only: Set<Element> | null,
  ) {}

  element(element: Element, parent: number, document: Document): void {
    if (this.full || isOverlay(element) || (this.only && !this.only.has(element))) return;
    const tag = localName(element);
    const node: SnapshotNode = { p: parent, t: tag };
    const namespace = namespaceOf(element);
    if (namespace === 'http://www.w3.org/2000/svg') node.n = 'svg';
    else if (namespace === 'http://www.w3.org/1998/Math/MathML') node.n = 'math';
    const attributes = this.attributes(element, tag);
    if (attributes.length) node.a = attributes;
    this.measure(element, node, parent, document);
    const index = this.add(node, 24 + tag.length);
    if (index < 0) return;
    this.indices.set(element, index);

    const shadow = shadowOf(element);
    if (shadow) this.children(shadow, this.add({ p: index, s: true }, 16), document);
    if (tag === 'iframe') this.frame(element, index);
    if (tag === 'script') this.theme(element, index);
    else if (!CODE.test(tag)) this.children(element, index, document);
  }

  private children(parent: Node, index: number, document: Document): void {
    if (index < 0) return;
    if (++this.depth > DEEPEST) this.cut = true;
    else
      for (let child = firstChild(parent); child && !this.full; child = nextSibling(child)) {
        const type = nodeType(child);
        if (type === 1) this.element(child as unknown as Element, index, document);
        else if (type === 3) this.text(child as unknown as Text, index);
      }
    this.depth--;
  }

  private text(text: Text, parent: number): void {
    const characters = substring(text, 0, LONGEST_TEXT);
    if (lengthOf(text) > LONGEST_TEXT) this.cut = true;
    const x = /\S/.test(characters) ? characters : ' ';
    this.add({ p: parent, x }, 16 + size(x));
  }

  /** Of all code, the few words that name the shop's theme. */
  private theme(script: Element, parent: number): void {
    if (this.scripts++ >= MOST_SCRIPTS || this.themed) return;
    const said = themeIn(script);
    if (said === null) return;
    this.themed = true;
    this.add({ p: parent, x: said }, 16 + size(said));
  }

  private frame(frame: Element, parent: number): void {
    const inner = frameDocument(frame);
    const view = inner && viewOf(inner);
    const root = inner && documentElementOf(inner);
    if (!view || !root) return;
    const address = view.location.href.slice(0, LONGEST_ADDRESS);
    const index = this.add({ p: parent, d: address }, 16 + size(address));
    if (index >= 0) this.element(root, index, inner);
  }

  private attributes(element: Element, tag: string): string[] {
    const pairs: string[] = [];
    for (const name of attributeNames(element)) {
      if (name === HOVERED || (name === 'value' && tag === 'input' && !showsValue(element)))
        continue;
      // Told below as it is, which is not always as it was.
      if (name === 'checked' && tag === 'input') continue;
      const value = getAttribute(element, name) ?? '';
      const kept = value.length > LONGEST_ATTRIBUTE ? value.slice(0, LONGEST_ATTRIBUTE) : value;
      pairs.push(name.slice(0, LONGEST_ATTRIBUTE), kept);
      this.bytes += 6 + size(name) + size(kept);
    }
    if (tag === 'input' && isChecked(element)) pairs.push('checked', '');
    return pairs;
  }

  private measure(element: Element, node: SnapshotNode, parent: number, document: Document): void {
    const { x, y, width, height } = boxOf(element);
    const view = viewOf(document)!;
    if (width || height || x || y) {
      node.b = [
        Math.round(x + view.scrollX),
        Math.round(y + view.scrollY),
        Math.round(width),
        Math.round(height),
      ];
      if (!(width && height) || !isRendered(element)) node.h = true;
      this.bytes += 26;
    } else node.h = true;
    if (parent < 0) delete node.h;
  }

  private add(node: SnapshotNode, bytes: number): number {
    this.bytes += bytes;
    if (this.nodes.length >= this.limits.nodes || this.bytes > this.limits.bytes) {
      this.full = true;
      return -1;
    }
    return this.nodes.push(node) - 1;
  }
}

function showsValue(input: Element): boolean {
  return LABELLED_INPUT.test((getAttribute(input, 'type') ?? '').toLowerCase());
}

/** Bytes of a text in JSON and UTF-8; too high rather than too low. */
function size(text: string): number {
  return text.length * (/[^ -~]|["\\]/.test(text) ? 3 : 1);
}
