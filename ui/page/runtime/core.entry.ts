/** Hands the core to the other fragments: the one name they share. */
import {
  allInDocument,
  getAttribute,
  getter,
  localName,
  matchesCss,
  rootOf,
  unbound,
} from '../shared/dom';
import { core } from './core';
import type { Dom } from './dom';

const dom: Dom = {
  allInDocument_: allInDocument,
  getAttribute_: getAttribute,
  getter_: getter,
  localName_: localName,
  matchesCss_: matchesCss,
  rootOf_: rootOf,
  unbound_: unbound,
};

$ = Object.assign(core, dom);
