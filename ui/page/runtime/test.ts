/**
 * Around the runtime under test only: which world of a document starts first is chance, so what fires before
 * the picker listens is kept here until it says hello. Not part of any export.
 */
const MOST = 100;
const kept: string[] = [];

const keep = (event: Event): void => {
  if (kept.length < MOST) kept.push((event as CustomEvent<string>).detail);
};

document.addEventListener('waymark:event', keep, true);
document.addEventListener(
  'waymark:hello',
  () => {
    document.removeEventListener('waymark:event', keep, true);
    for (const detail of kept)
      document.dispatchEvent(new CustomEvent('waymark:replay', { detail }));
  },
  { once: true },
);

export {};
