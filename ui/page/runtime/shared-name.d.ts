/** The core, as the prefix declares it for all fragments. */
import type { Consent } from './consent';
import type { Core } from './core';
import type { Deliver } from './deliver';
import type { Dom } from './dom';
import type { Match } from './match';

declare global {
  let $: Core & Dom & Match & Consent & Deliver;
}
