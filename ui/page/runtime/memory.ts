/**
 * What fragments remember of a page view. `state.ts` adds the visit and the visitor, for plans that remember longer.
 */
import { $, starts } from './core';

/** Numbers, strings, and objects of these; arrays could not be merged with what another tab remembers. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each fragment knows what it put there
export type Memory = { [name: string]: any };

let page: Memory = {};

/** What is remembered of this page view. */
export const ofPage = (): Memory => page;

$.memory_ = ofPage;
$.keep_ = () => {};
starts.push(() => {
  $.onRoute_?.(() => (page = {}));
});
