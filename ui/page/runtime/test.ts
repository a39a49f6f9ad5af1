/**
 * Around the runtime under test only, not part of any export. Keeps what destinations would be given from going
 * there, unless sending for real is on, and tells of it. Which world of a document starts first is chance, so
 * what is told before the picker listens is kept here until it says hello.
 */
import type { Test } from './core';

/** Set in front of this by whoever injects it. */
declare const waymarkTest: Test & { send?: boolean };

const MOST = 200;
const kept: string[] = [];
let isHeard = false;

const tell = (type: string, detail: string): void => {
  document.dispatchEvent(new CustomEvent(type, { detail }));
};

const keep = (event: Event): void => {
  if (!isHeard && kept.length < MOST) kept.push((event as CustomEvent<string>).detail);
};

/** How calls that were told of stood, by their arguments: one that waits is tried again and again. */
const told = new WeakMap<readonly unknown[], string>();

waymarkTest.took = (event, destination, call, args, ready, allowed) => {
  const { id } = event;
  const standing = `${ready} ${allowed}`;
  if (told.get(args) === standing) return !waymarkTest.send;
  told.set(args, standing);
  try {
    tell('waymark:sent', JSON.stringify({ id, destination, call, args, ready, allowed }));
  } catch {
    tell('waymark:sent', JSON.stringify({ id, destination, call, args: [], ready, allowed }));
  }
  return !waymarkTest.send;
};

document.addEventListener('waymark:event', keep, true);
document.addEventListener('waymark:sent', keep, true);
document.addEventListener(
  'waymark:hello',
  () => {
    isHeard = true;
    for (const detail of kept) tell('waymark:replay', detail);
  },
  { once: true },
);
