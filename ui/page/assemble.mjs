/**
 * Puts a runtime together as `crates/compile` does, for tests and sizes. `read` gives the text of a piece.
 */

/** Parameters that Google's events about products and carts give another form. */
const COMMERCE = /^(item_.*|price|quantity|value|cart_total)$/;

/** What a config uses, by the manifest's names; twin of `crates/compile/src/features.rs`. */
function featuresOf(config, mostWithoutIndex) {
  const { events, destinations = [{ type: 'data_layer' }], parts = [] } = config;
  const features = destinations.map(({ type }) => `destination:${type}`);
  for (const event of events) {
    const { trigger, where = {}, parameters = [], selectors = [], onlyIf = {} } = event;
    features.push(`trigger:${trigger.type}`);
    if (trigger.outcome === 'success') features.push('success');
    features.push(...parameters.map(({ from }) => `source:${from.type}`));
    const elsewhere = parameters.flatMap(({ from }) => from.selectors ?? []);
    features.push(
      ...parameters.flatMap(({ from }) => (from.read ? `reading:${from.read.type}` : [])),
    );
    if (where.url != null || where.pageTypes?.length) features.push('scope');
    features.push(...spansOf(event).map((span) => `span:${span}`));
    if ((event.limit ?? 'every_time') !== 'every_time') features.push('limit');
    if (event.debounceMillis) features.push('debounce');
    if (Object.keys(onlyIf).length) features.push('condition');
    features.push(...Object.keys(onlyIf).map((name) => `condition:${name}`));
    const asked = [...selectors, ...elsewhere];
    if (asked.some(({ text }) => text)) features.push('text');
    if (asked.some(({ within }) => within?.length)) features.push('hop');
  }
  const names = events.flatMap(({ parameters = [] }) => parameters.map(({ name }) => name));
  if (features.includes('destination:ga4') && names.some((name) => COMMERCE.test(name)))
    features.push('commerce');
  if (events.flatMap(({ selectors = [] }) => selectors).length > mostWithoutIndex)
    features.push('index');
  if (parts.length) features.push('parts');
  return features;
}

/** How long something has to be remembered for an event. */
function spansOf({ trigger, limit = 'every_time', onlyIf = {}, parameters = [] }) {
  const spans = limit === 'every_time' ? [] : [limit];
  if (/^(count|sequence|score)$/.test(trigger.type)) spans.push(trigger.within ?? 'session');
  const ofVisit = parameters.some(({ from }) => /^(traffic_source|score)$/.test(from.type));
  if (trigger.type === 'velocity' || onlyIf.sources?.length || onlyIf.minScore || ofVisit)
    spans.push('session');
  if (onlyIf.visitor) spans.push('visitor');
  return spans;
}

/** The config's index of its selectors; `keyOf` gives the key of one. Twin of `crates/compile/src/keys.rs`. */
export function indexBy(events, keyOf) {
  const index = new Map();
  events.forEach(({ selectors = [] }, number) =>
    selectors.forEach(({ css, within = [] }, at) => {
      const key = within.some((hop) => 'frame' in hop) ? '' : keyOf(css);
      for (const each of key.split(','))
        index.set(each, `${index.get(each) ?? ''}${number} ${at} `);
    }),
  );
  return [...index].map(([key, numbers]) => numbers + key).join('\n');
}

/**
 * Events with what stands in several of their selectors in `parts`, for CSS as `crates/compile` writes it. Twin of
 * `crates/compile/src/parts.rs`.
 */
export function fold(events) {
  const all = events.flatMap(({ selectors = [] }) => selectors.map(({ css }) => stretches(css)));
  const counts = new Map();
  for (const text of all.flat()) counts.set(text, (counts.get(text) ?? 0) + 1);
  const parts = [...counts.keys()].filter((text) => isPart(text) && counts.get(text) > 1);
  const folded = (text) => (parts.includes(text) ? `{${parts.indexOf(text)}}` : text);
  return {
    parts,
    events: events.map(({ selectors, ...event }) =>
      selectors
        ? {
            ...event,
            selectors: selectors.map((selector) => ({
              ...selector,
              css: stretches(selector.css).map(folded).join(''),
            })),
          }
        : event,
    ),
  };
}

const isPart = (text) => /^:[^(]*\(/.test(text) && text.length >= 16;

/** Pseudo-classes with something in parentheses, and what is between. */
function stretches(css) {
  const found = [''];
  let depth = 0;
  for (const [token] of css.matchAll(/"[^"]*"|'[^']*'|\[|:*[\w-]+\(|[^]/g)) {
    if (!depth && /^:.*\($/.test(token)) found.push('');
    found[found.length - 1] += token;
    if (/[([]$/.test(token)) depth++;
    else if (/^[)\]]$/.test(token) && !--depth) found.push('');
  }
  return found;
}

/** Names of the fragments that a config asks for, in order. */
export function fragmentsFor(config, manifest) {
  const wanted = new Set(manifest.always);
  for (const feature of featuresOf(config, manifest.mostWithoutIndex))
    for (const name of manifest.needs[feature] ?? []) wanted.add(name);
  return manifest.fragments.map(({ name }) => name).filter((name) => wanted.has(name));
}

/** The runtime for a config; `null` gives the runtime alone. */
export function assemble(config, read) {
  const manifest = JSON.parse(read('manifest.json'));
  const names = config ? fragmentsFor(config, manifest) : [...manifest.always, ...manifest.remote];
  const suffix = read(manifest.suffix);
  return (
    pieces(names, manifest, read) +
    (config ? suffix.replace(manifest.placeholder, () => expression(config)) : suffix)
  );
}

/** The runtime that a config needs, which fetches it. */
export function assembleApart(config, read) {
  const manifest = JSON.parse(read('manifest.json'));
  const names = [...fragmentsFor(config, manifest), ...manifest.needs.remote];
  return pieces(names, manifest, read) + read(manifest.suffix);
}

function pieces(names, manifest, read) {
  const wanted = manifest.fragments.filter(({ name }) => names.includes(name));
  return [manifest.prefix, ...wanted.map(({ file }) => file)].map(read).join('');
}

/** The config as browsers read it fastest: in a string, in which nothing can end the script around it. */
function expression(config) {
  const json = JSON.stringify(config).replace(
    /[^ -~]|</g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `JSON.parse('${json.replace(/[\\']/g, '\\$&')}')`;
}

/** The same runtime as the app injects it for a test. */
export function underTest(runtime, read, settings = {}) {
  const { test } = JSON.parse(read('manifest.json'));
  return (
    read(test.prefix).replace(test.settings, JSON.stringify(settings)) + runtime + read(test.suffix)
  );
}
