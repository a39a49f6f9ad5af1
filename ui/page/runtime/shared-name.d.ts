/** The core, as the prefix declares it for all fragments. */
import type { Core } from './core';
import type { Dom } from './dom';
import type { Elements } from './elements';
import type { Match } from './match';
import type { Routes } from './routes';
import type { Success } from './success';

declare global {
  let $: Core & Dom & Match & Elements & Routes & Success;
}
