/**
 * DOM access that a page cannot bend. A form's named fields hide its properties (`form.id`, even
 * `form.getAttribute`), images and forms with a name hide the document's, and pages patch prototypes; so
 * everything here was taken from the prototypes once and is called on the node from outside.
 */

const { bind, call } = Function.prototype;

/** Turns a method into a function of its receiver, without asking the page's `call` later on. */
export const unbound = bind.bind(call as never) as unknown as <
  This,
  Rest extends unknown[],
  Result,
>(
  method: (this: This, ...rest: Rest) => Result,
) => (self: This, ...rest: Rest) => Result;

/** Reader of an accessor property of a DOM prototype. */
export function getter<Result>(type: { prototype: object }, name: string): (self: Node) => Result {
  return unbound(
    Object.getOwnPropertyDescriptor(type.prototype, name)!.get as (this: Node) => Result,
  );
}

export const localName = getter<string>(Element, 'localName');
export const getAttribute = unbound(Element.prototype.getAttribute);
export const rootOf = unbound(Node.prototype.getRootNode) as (self: Node) => Node;

const matches = unbound(Element.prototype.matches);
const inDocument = unbound(
  Document.prototype.querySelectorAll as (this: ParentNode, css: string) => NodeListOf<Element>,
);

/** Whether the CSS matches; false for CSS this browser does not understand. */
export function matchesCss(element: Element, css: string): boolean {
  try {
    return matches(element, css);
  } catch {
    return false;
  }
}

/** All elements of a document that the CSS matches; none for CSS this browser does not understand. */
export function allInDocument(root: Node, css: string): ArrayLike<Element> {
  try {
    return inDocument(root as Document, css);
  } catch {
    return [];
  }
}
