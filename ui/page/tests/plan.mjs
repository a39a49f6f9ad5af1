/** Plans for tests, and the runtimes made of them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble, assembleApart, underTest as wrap } from '../assemble.mjs';

const pieces = join(dirname(fileURLToPath(import.meta.url)), '../dist/runtime');
const piece = (name) => readFileSync(join(pieces, name), 'utf8');

/**
 * A config with these events; ids and names default to `e0`, `e1` ... `css` is short for one selector, `on` for a
 * trigger without options. `more` are other fields of the config.
 */
export function config(events, more = {}) {
  return {
    schema: 1,
    revision: 'r1',
    pageTypes: [
      { id: 'home', match: ['/'] },
      { id: 'product', match: ['/products/*', '/collections/*/products/*'] },
    ],
    events: events.map(({ on = 'click', css, ...event }, at) => ({
      id: `e${at}`,
      name: `e${at}`,
      where: {},
      stage: 'MOFU',
      phase: 'intent',
      weight: 5,
      trigger: { type: on },
      ...(css !== undefined && { selectors: [{ css }] }),
      ...event,
    })),
    ...more,
  };
}

/** The runtime for such a config, as exported. */
export function runtime(events, more) {
  return assemble(config(events, more), piece);
}

/** The runtime alone. */
export function runtimeAlone() {
  return assemble(null, piece);
}

/** What is published of a config, by name beside the entry: the pointer and what it names. */
export function published(entries, name = 'waymark.js') {
  const json = JSON.stringify(config(entries));
  const script = assembleApart(config(entries), piece);
  const sha256 = hash(json);
  const runtime = `${hash(script)}.js`;
  return {
    [name]: piece('entry.js'),
    'current.json': JSON.stringify({ schema: 1, revision: 'r1', sha256, previous: null, runtime }),
    [`${sha256}.json`]: json,
    [runtime]: script,
  };
}

const hash = (text) => createHash('sha256').update(text).digest('hex');

/** A runtime as the app injects it for a test. */
export function underTest(script, settings) {
  return wrap(script, piece, settings);
}

/** What the data layer gets of an event. */
export const body = (id, rest = {}) => ({ event: id, ...rest, waymark: { id, revision: 'r1' } });
