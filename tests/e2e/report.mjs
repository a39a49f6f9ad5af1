/**
 * Opens an audit's report in Debian's Chromium as whoever gets it by mail would, and says what is wrong with it:
 * `node report.mjs REPORT.html OUT`. Leaves pictures of it in OUT: light and dark, wide and narrow, and as it is printed.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** Widths in CSS pixels: a desktop's window and a phone. */
const WIDTHS = { wide: 1280, narrow: 380 };

const [file, out] = process.argv.slice(2).map((path) => resolve(path));
const address = pathToFileURL(file).href;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
await mkdir(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const faults = [];
try {
  for (const colorScheme of ['light', 'dark'])
    for (const [name, width] of Object.entries(WIDTHS)) await look(colorScheme, name, width);
  await print();
  process.stdout.write(JSON.stringify(faults));
} finally {
  await browser.close();
}

/** Opens it with everything that departs from a self-contained file written down. */
async function open(options, what) {
  const page = await browser.newPage(options);
  const fault = (words) => faults.push(`${what}: ${words}`);
  page.on('request', (asked) => {
    if (asked.url() !== address && !asked.url().startsWith('data:')) fault(`it asks for ${asked.url()}`);
  });
  page.on('pageerror', (error) => fault(String(error)));
  page.on('console', (said) => {
    if (['error', 'warning'].includes(said.type())) fault(said.text());
  });
  await page.goto(address, { waitUntil: 'load' });
  return { page, fault };
}

async function look(colorScheme, name, width) {
  const what = `${colorScheme}-${name}`;
  const { page, fault } = await open({ colorScheme, viewport: { width, height: 900 } }, what);
  await page.screenshot({ path: join(out, `${what}.png`), fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) fault(`it is ${wide} px wide in ${width}`);
  const broken = await page.evaluate(() => [...document.images].filter((image) => !image.naturalWidth).length);
  if (broken) fault(`${broken} pictures do not show`);
  const debug = await page.context().newCDPSession(page);
  // Evaluated by the debugger, not by the page: the report's own policy allows no scripts.
  await debug.send('Runtime.evaluate', { expression: axe });
  const run = 'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)';
  const { result } = await debug.send('Runtime.evaluate', { expression: run, awaitPromise: true, returnByValue: true });
  for (const { id, nodes } of result.value)
    for (const { target, failureSummary } of nodes) fault(`${id}: ${target.join(' ')} ${failureSummary}`);
  await page.close();
}

/** Nothing may hang over the edge of the paper, and everything that is folded on the screen is there. */
async function print() {
  const { page, fault } = await open({ viewport: { width: 720, height: 1020 } }, 'print');
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: join(out, 'print.png'), fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 720) fault(`it is ${wide} px wide on paper of 720`);
  await page.pdf({ path: join(out, 'print.pdf'), format: 'A4', printBackground: true });
  await page.close();
}
