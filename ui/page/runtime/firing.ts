/** Names this one firing to all destinations, so that the same event coming by two ways can be told. */
import type { Body } from './core';

let last: Body;
let id: string;

export function idOf(body: Body): string {
  if (body != last) id = Date.now().toString(36) + Math.random().toString(36).slice(2);
  last = body;
  return id;
}
