/** One script in a fresh browser: its load, its heap, its clicks, and whether it records what it should. */
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.WAYMARK_CHROMIUM ?? '/usr/bin/chromium';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  // Peers leave out what they take for a robot.
  '--disable-blink-features=AutomationControlled',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Without this, peers drop everything. */
const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** How long after its start a script is taken to have loaded, and one that goes on by itself; milliseconds. */
const LOADED = 500;
const LOADED_LATE = 2000;

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Opens the page in a browser of its own, hands `act` what it needs there, and ends both. */
async function inBrowser(server, script, act) {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      userAgent: AGENT,
    });
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error).slice(0, 300)));
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await session.send('HeapProfiler.enable');
    /** Counts and times of the renderer's main thread since the page began; seconds. */
    const spent = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    };
    await page.goto(server.origin, { waitUntil: 'load' });
    await pause(500);
    server.sent();
    const result = await act({ page, session, spent, version: browser.version() });
    if (errors.length) throw new Error(`${script.name}: ${errors[0]}`);
    return result;
  } finally {
    await browser.close();
  }
}

const take = (page, { prepare, settings, code, init, rules }) =>
  page.evaluate((given) => window.bench.take(given), { prepare, settings, code, init, rules });

/** KB in use after a collection. */
async function heap(session) {
  for (let twice = 0; twice < 2; twice++) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1024;
}

/** Brings the script in: milliseconds of its evaluation and of all of the main thread, KB of heap. */
async function load(script, { page, session, spent }) {
  const heapBefore = await heap(session);
  await take(page, script);
  await pause(100);
  const before = await spent();
  const evaluated = await page.evaluate(() => window.bench.load());
  await pause(script.isPeer ? LOADED_LATE : LOADED);
  const loaded = await spent();
  return {
    evaluated,
    load: (loaded.TaskDuration - before.TaskDuration) * 1000,
    heap: (await heap(session)) - heapBefore,
  };
}

/** The same, alone. */
export const measureLoad = (script, { server }) =>
  inBrowser(server, script, (tab) => load(script, tab));

/**
 * Load and `count` clicks: also milliseconds of the first click, microseconds a click on something that can be acted
 * on and on something else as the page waits for it, and of all of the main thread whenever it is spent.
 */
export function measure(script, { server, count }) {
  return inBrowser(server, script, async (tab) => {
    const { page, spent, version } = tab;
    const loaded = await load(script, tab);
    const begun = await spent();
    const { clicks, ...times } = await page.evaluate((how) => window.bench.clicks(how), {
      count,
      gap: script.isPeer ? 20 : 0,
    });
    await pause(script.isPeer ? LOADED_LATE : LOADED);
    const ended = await spent();
    const processor = ((ended.TaskDuration - begun.TaskDuration) / clicks) * 1e6;
    return { version, ...loaded, ...times, processor };
  });
}

/** How many events the script records of those that are due, and how many that are not. */
export function measureRecorded(script, { server }) {
  return inBrowser(server, script, async (tab) => {
    await load(script, tab);
    const { page } = tab;
    const { answers } = script;
    if (answers === 'exactly') {
      const { missing, extra, due } = await page.evaluate(() => window.bench.check());
      return { recorded: due - missing.length, due, extra: extra.length };
    }
    const due = await page.evaluate(() => window.bench.visit());
    // Some send every few seconds.
    await pause(9000);
    const recorded =
      answers === 'layer'
        ? await page.evaluate(() => window.bench.recorded())
        : server.sent().reduce((sum, text) => sum + text.split(answers).length - 1, 0);
    return { recorded, due };
  });
}

/** Milliseconds beyond 50 of the tasks of its load, with the processor slowed down four times. */
export function measureBlocking(script, { server }) {
  return inBrowser(server, script, async ({ page, session }) => {
    await take(page, script);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await pause(100);
    await page.evaluate(() => void window.bench.load());
    await pause(LOADED_LATE);
    return { blocking: await page.evaluate(() => window.bench.blocking()) };
  });
}

/** How many layouts come with its load; one comes with anything. */
export function measureLayouts(script, { server }) {
  return inBrowser(server, script, async ({ page, spent }) => {
    await take(page, script);
    await pause(100);
    const before = await spent();
    await page.evaluate(() => window.bench.loadOutOfDate());
    await pause(LOADED_LATE);
    return { layouts: (await spent()).LayoutCount - before.LayoutCount };
  });
}
