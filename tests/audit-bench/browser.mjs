/** Prints how many pages a second Chromium opens, four at a time, and asks once each for what rules match. */
import { chromium } from 'playwright-core';

const [address, number, given] = process.argv.slice(2);
const selectors = JSON.parse(given);
const browser = await chromium.launch({
  executablePath: process.env.WAYMARK_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});
try {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const pages = await Promise.all(Array.from({ length: 4 }, () => context.newPage()));
  const count = (all) => all.map((selector) => document.querySelectorAll(selector).length);
  let next = 0;
  const work = async (page, end) => {
    while (next < end) {
      await page.goto(`${address}${next++}`, { waitUntil: 'domcontentloaded' });
      await page.evaluate(count, selectors);
    }
  };
  // Once for the browser to get going.
  await Promise.all(pages.map((page) => work(page, 8)));
  next = 0;
  const start = performance.now();
  await Promise.all(pages.map((page) => work(page, Number(number))));
  console.log(Number(number) / ((performance.now() - start) / 1000));
} finally {
  await browser.close();
}
