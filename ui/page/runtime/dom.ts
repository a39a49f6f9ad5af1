/**
 * What `shared/dom.ts` gives, taken from the core: the build puts this in its place in every other fragment,
 * so that a runtime has it once. Functions, because the build drops those that are not used.
 */
import type * as dom from '../shared/dom';

/** `shared/dom.ts` as the core hands it on. */
export type Dom = { [Name in keyof typeof dom as `${Name}_`]: (typeof dom)[Name] };

export const unbound: typeof dom.unbound = (method) => $.unbound_(method);
export const getter: typeof dom.getter = (type, name) => $.getter_(type, name);
export const localName: typeof dom.localName = (node) => $.localName_(node);
export const getAttribute: typeof dom.getAttribute = (element, name) =>
  $.getAttribute_(element, name);
export const rootOf: typeof dom.rootOf = (node) => $.rootOf_(node);
export const matchesCss: typeof dom.matchesCss = (element, css) => $.matchesCss_(element, css);
export const allInDocument: typeof dom.allInDocument = (root, css) => $.allInDocument_(root, css);
