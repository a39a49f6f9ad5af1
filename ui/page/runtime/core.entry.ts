/** Hands the core to the other fragments: the one name they share. */
import { core } from './core';

$ = core;
