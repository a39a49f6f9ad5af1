/** Hands the core to the other fragments: the one name they share, with the one copy of what several need. */
import {
  allInDocument,
  getAttribute,
  getter,
  localName,
  matchesCss,
  rootOf,
  unbound,
} from '../shared/dom';
import { find, satisfies } from '../shared/match';
import { core } from './core';
import type { Dom } from './dom';
import type { Match } from './match';

const shared: Dom & Match = {
  allInDocument_: allInDocument,
  find_: find,
  getAttribute_: getAttribute,
  getter_: getter,
  localName_: localName,
  matchesCss_: matchesCss,
  rootOf_: rootOf,
  satisfies_: satisfies,
  unbound_: unbound,
};

// What other fragments add is there when their features are.
$ = Object.assign(core, shared) as typeof $;
