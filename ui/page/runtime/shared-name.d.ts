/** The core, as the prefix declares it for all fragments. */
import type { Core } from './core';
import type { Dom } from './dom';

declare global {
  let $: Core & Dom;
}
