/**
 * Around the runtime under test only, not part of any export. Keeps what destinations would be given from going
 * there, unless sending for real is on, and tells of it. Which world of a document starts first is chance, so
 * what is told before the picker listens is kept here until it says hello. Frames get it too, to keep the shop's own
 * runtime silent; nothing is tested in them.
 */
import type { Test } from './core';
import { isFrame, silenceFrame, silenceFramesIn } from './test_frames';

/** Set in front of this by whoever injects it. */
declare const waymarkTest: Test & { send?: boolean; isFrame: boolean; began(): void };

interface Fired {
  waymark: { id: string };
}

/** What a test remembers from page to page: an entry of the pane's own, which no visitor's memory shares. */
const MEMORY = 'waymark_test';
const MOST = 200;
const kept: string[] = [];
let isHeard = false;

const tell = (type: string, detail: string): void => {
  document.dispatchEvent(new CustomEvent(type, { detail }));
};

const keep = (event: Event): void => {
  if (!isHeard && kept.length < MOST) kept.push((event as CustomEvent<string>).detail);
};

/** How often each event has fired, by its id. */
const fired: { [id: string]: number } = {};

const count = (event: Event): void => {
  try {
    const { id } = (JSON.parse((event as CustomEvent<string>).detail) as Fired).waymark;
    fired[id] = (fired[id] ?? 0) + 1;
  } catch {
    // The page's own.
  }
};

/** Calls that were told of, by their arguments: one that waits is tried again and again. */
const told = new WeakMap<readonly unknown[], { firing: number; standing: string }>();

waymarkTest.took = (event, destination, call, args, ready, allowed) => {
  const { id } = event;
  const standing = `${ready} ${allowed}`;
  const before = told.get(args);
  if (before?.standing === standing) return !waymarkTest.send;
  const firing = before?.firing ?? (fired[id] ?? 0) + 1;
  told.set(args, { firing, standing });
  const said = { id, firing, destination, call, args, ready, allowed };
  try {
    tell('waymark:sent', JSON.stringify(said));
  } catch {
    tell('waymark:sent', JSON.stringify({ ...said, args: [] }));
  }
  return !waymarkTest.send;
};

waymarkTest.memory = {
  getItem: () => sessionStorage.getItem(MEMORY),
  setItem: (_, text) => sessionStorage.setItem(MEMORY, text),
  removeItem: () => sessionStorage.removeItem(MEMORY),
};

/** The runtime that was wrapped has begun. It leaves nothing behind when it is stopped. */
waymarkTest.began = () => {
  const { waymark } = window as { waymark?: { test?: boolean; stop(): void } };
  if (!waymark?.test) return;
  const { stop } = waymark;
  waymark.stop = () => {
    stop();
    waymarkTest.memory.removeItem('');
  };
  silenceFramesIn(window);
};

waymarkTest.isFrame = isFrame;
if (isFrame) silenceFrame();
else {
  document.addEventListener('waymark:event', count, true);
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
}
