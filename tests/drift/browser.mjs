/**
 * Puts the corpus before Debian's Chromium and before the locators that live in a browser: `node browser.mjs JOB.json`
 * prints what each of them found, as numbers of elements in document order. Pages are served with their scripts
 * blocked but scripting on, so that Chromium's tree is the one that Waymark parses. Which answer is right is not known
 * here.
 */
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const ADDRESS = 'http://shop.test/';

const job = JSON.parse(await readFile(process.argv[2], 'utf8'));
const generators = await bundle();
const browser = await chromium.launch({
  executablePath: process.env.WAYMARK_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  let html = '';
  await context.route('**/*', (route) =>
    route.request().isNavigationRequest()
      ? route.fulfill({
          contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': "script-src 'none'; frame-src 'none'" },
          body: html,
        })
      : route.abort(),
  );
  const page = await context.newPage();
  const open = async (number) => {
    html = await readFile(job.pages[number], 'utf8');
    await page.goto(ADDRESS, { waitUntil: 'domcontentloaded' });
    await page.evaluate(generators);
    return page.evaluate(number_elements);
  };

  const elements = new Array(job.elements.length);
  const boxes = [];
  for (const number of job.pages.keys()) {
    boxes.push(await open(number));
    for (const [index, [on, element, css]] of job.elements.entries()) {
      if (on === number) elements[index] = await locators(page, element, css);
    }
  }

  const found = new Array(job.searches.length);
  const inOrder = [...job.searches.entries()].sort(([, [one]], [, [other]]) => one - other);
  let opened = -1;
  for (const [index, [number, deleted, wanted]] of inOrder) {
    if (number !== opened) await open(number);
    opened = number;
    found[index] = await search(page, deleted, wanted.map((element) => elements[element]));
  }
  const { devDependencies } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  process.stdout.write(
    JSON.stringify({
      date: new Date().toISOString().slice(0, 10),
      chromium: browser.version(),
      finder: devDependencies['@medv/finder'],
      generator: devDependencies['css-selector-generator'],
      playwright: devDependencies['playwright-core'],
      boxes,
      elements,
      found,
    }),
  );
} finally {
  await browser.close();
}

/** The selector generators as one script that a page's world can take. */
async function bundle() {
  const built = await build({
    stdin: {
      contents: `import { finder } from '@medv/finder';
        import { getCssSelector } from 'css-selector-generator';
        globalThis.generators = { finder, generator: getCssSelector };`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'iife',
    write: false,
  });
  return built.outputFiles[0].text;
}

/** Runs in the page: keeps all elements by number, and says where each stands. */
function number_elements() {
  globalThis.numbered = [...document.querySelectorAll('*')];
  globalThis.numbers = new Map(numbered.map((element, number) => [element, number]));
  return numbered.map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].map(Math.round);
  });
}

/** What each locator keeps of an element, and how long it took to make. */
async function locators(page, element, css) {
  const made = await page.evaluate((element) => {
    const timed = (make) => {
      const begun = performance.now();
      let selector = null;
      try {
        selector = make(numbered[element]);
      } catch {
        // A generator that gives up has no selector.
      }
      return { selector, ms: performance.now() - begun };
    };
    return { finder: timed(generators.finder), generator: timed(generators.generator) };
  }, element);
  let selector = null;
  const begun = performance.now();
  try {
    selector = (await page.locator(`css=${css}`).normalize())._selector;
  } catch {
    // The same.
  }
  return { ...made, playwright: { selector, ms: performance.now() - begun } };
}

/** What the locators match on the opened page once something is deleted, with the time for all of each kind. */
async function search(page, deleted, wanted) {
  const selectors = wanted.map(({ finder, generator }) => [finder.selector, generator.selector]);
  const css = await page.evaluate(
    ([deleted, selectors]) => {
      globalThis.places = deleted.map((number) => {
        const element = numbered[number];
        const place = [element, element.parentNode, element.nextSibling];
        element.remove();
        return place;
      });
      const begun = performance.now();
      const found = selectors.map((pair) =>
        pair.map((selector) => {
          try {
            return selector == null ? [] : [...document.querySelectorAll(selector)].map((each) => numbers.get(each));
          } catch {
            return [];
          }
        }),
      );
      return { found, ms: performance.now() - begun };
    },
    [deleted, selectors],
  );
  const begun = performance.now();
  const located = [];
  for (const { playwright } of wanted) {
    const locator = playwright.selector == null ? null : page.locator(playwright.selector);
    located.push(locator ? await locator.evaluateAll((all) => all.map((each) => numbers.get(each))) : []);
  }
  const ms = performance.now() - begun;
  await page.evaluate(() => {
    for (const [element, parent, next] of places.reverse()) parent.insertBefore(element, next);
  });
  return {
    ms: { css: css.ms / 2 / wanted.length, playwright: ms / wanted.length },
    matches: css.found.map(([finder, generator], at) => ({ finder, generator, playwright: located[at] })),
  };
}
