/** What tests of the panel's behaviour share: a fresh panel, what its shell was told, what rows say, where the focus is. */
import { test } from './panel.mjs';

/** A test in a fresh panel that also fails on any noise in the console. */
export function panelTest(name, state, body) {
  test(name, state, async (page) => {
    const calls = (command) =>
      page.evaluate((command) => window.mock.calls.filter((call) => call.command === command), command);
    const say = (notice) => page.evaluate((notice) => window.mock.say(notice), notice);
    await body({ page, by: (id) => page.getByTestId(id), calls, say });
  });
}

/** The text of something in a list's row, which has none before the frame that draws the row. */
export async function drawn(locator) {
  const text = await locator.page().waitForFunction((part) => part.innerText, await locator.elementHandle());
  return text.jsonValue();
}

export const focusedId = (page) => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
export const focusedRow = (page) =>
  page.evaluate(() => document.activeElement?.closest('[data-testid=event-row]')?.getAttribute('data-name'));

/** Another pick in the shop, as the shell would tell of it: a link "Returns", suggested name "theirs". */
export const pickAnother = (page) => page.evaluate(() => window.mock.pick());
