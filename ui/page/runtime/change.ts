/** Trigger `change`. */
import { listen, triggers } from './core';

triggers.change = (events) => listen('change', events);
