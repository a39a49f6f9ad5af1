/** The core, as the prefix declares it for all fragments. */
import type { Core } from './core';

declare global {
  let $: Core;
}
