/** Pictures of values that are pointed at, and of what is measured already. */

/** Points at something, as the shell tells of it. */
export async function point(page) {
  await page.getByTestId('point-at-value').click();
  await page.evaluate(() => window.mock.say({ kind: 'pointed' }));
  await page.getByTestId('pointed').waitFor();
}

const told = async (page) => page.getByTestId('already-told').waitFor();
const shown = async (page) => page.locator('[data-testid=already] p').first().waitFor();

export const pointingActs = {
  pointed: point,
  'pointed-refused': point,
  'pointed-long': point,
  already: told,
  'already-waiting': async (page) => page.getByTestId('already-stop').waitFor(),
  'already-nothing': shown,
  'already-unknown': async (page) => page.getByTestId('already-again').waitFor(),
};

export const pointingViews = {
  pointing: [
    'draft',
    async (page) => {
      await page.getByTestId('point-at-value').click();
      await page.getByTestId('picking').waitFor();
      await page.getByTestId('point-at-value').scrollIntoViewIfNeeded();
    },
  ],
  'pointed-sent': [
    'pointed',
    async (page) => {
      await point(page);
      await page.getByTestId('pointed-choice').nth(1).click();
      await page.getByTestId('pointed-add').click();
      await page.getByTestId('product-facts').scrollIntoViewIfNeeded();
    },
  ],
  'already-compared': [
    'already',
    async (page) => {
      await told(page);
      await page.getByTestId('already-compare').click();
      await page.getByTestId('already-table').scrollIntoViewIfNeeded();
    },
  ],
  'already-accepted': [
    'already',
    async (page) => {
      await told(page);
      await page.getByTestId('already-add').click();
    },
  ],
};
