/**
 * Runs conformance vectors in Debian's Chromium: `node conformance.mjs FILE.json` prints how many ran and what was
 * wrong.
 */
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const groups = JSON.parse(await readFile(process.argv[2], 'utf8'));
const matcher = await readFile(new URL('../../ui/page/dist/conformance.js', import.meta.url), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env.WAYMARK_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage();
  // Nothing of the pages is fetched.
  await page.route('**/*', (route) =>
    route.request().isNavigationRequest()
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })
      : route.abort(),
  );
  await page.goto('http://shop.test/');
  await page.evaluate(matcher);
  process.stdout.write(JSON.stringify(await page.evaluate((groups) => globalThis.runVectors(groups), groups)));
} finally {
  await browser.close();
}
