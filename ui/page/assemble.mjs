/**
 * Puts a runtime together as `crates/compile` does, for tests and sizes. `read` gives the text of a piece.
 */

/** Names of the fragments that a config asks for, in order. */
export function fragmentsFor(config, manifest) {
  const { needs } = manifest;
  const wanted = new Set(manifest.always);
  const want = (names = []) => names.forEach((name) => wanted.add(name));
  for (const event of config.events) {
    want(needs.trigger[event.trigger.type]);
    if (event.where?.url != null || event.where?.pageTypes?.length) want(needs.scope);
    for (const { from } of event.parameters ?? []) want(needs.source[from.type]);
    for (const selector of event.selectors ?? []) {
      if (selector.text) want(needs.text);
      if (selector.within?.length) want(needs.hop);
    }
  }
  const selectors = config.events.flatMap((event) => event.selectors ?? []);
  if (selectors.length > manifest.mostWithoutIndex) want(needs.index);
  return manifest.fragments.map(({ name }) => name).filter((name) => wanted.has(name));
}

/** The runtime for a config; `null` gives the runtime alone. */
export function assemble(config, read) {
  const manifest = JSON.parse(read('manifest.json'));
  const names = config
    ? fragmentsFor(config, manifest)
    : [...manifest.always, ...manifest.needs.remote];
  const body = manifest.fragments
    .filter(({ name }) => names.includes(name))
    .map(({ file }) => read(file));
  const suffix = read(manifest.suffix);
  const json =
    config &&
    JSON.stringify(config)
      .replace(/<(?=[/!])/g, '<\\')
      .replace(/[\u2028\u2029]/g, escape);
  return (
    read(manifest.prefix) +
    body.join('') +
    (json ? suffix.replace(manifest.placeholder, () => json) : suffix)
  );
}

function escape(character) {
  return `\\u${character.charCodeAt(0).toString(16)}`;
}

/** The same runtime as the app injects it for a test. */
export function underTest(runtime, read) {
  const { test } = JSON.parse(read('manifest.json'));
  return read(test.prefix) + runtime + read(test.suffix);
}
