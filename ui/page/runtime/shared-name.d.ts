/** The core, as the build puts it in for all fragments. */
import type { Composed } from './composed';
import type { Consent } from './consent';
import type { Core } from './core';
import type { Deliver } from './deliver';
import type { Elements } from './elements';
import type { Fields } from './fields';
import type { Linked } from './linked';
import type { Memories } from './memory';
import type { Parameters } from './params';
import type { Prices } from './prices';
import type { Routes } from './routes';
import type { Success } from './success';
import type { Traffic } from './traffic';
import type { Tree } from './tree';

declare global {
  const $: Core &
    Composed &
    Consent &
    Deliver &
    Elements &
    Memories &
    Routes &
    Traffic &
    Fields &
    Linked &
    Parameters &
    Prices &
    Success &
    Tree;
}
