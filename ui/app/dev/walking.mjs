/** Pictures of walks and of the score. */

const list = (page) => page.getByTestId('walks').click();

const first = async (page) => {
  await list(page);
  await page.getByTestId('walk').first().click();
  await page.getByTestId('walk-name').waitFor();
};

const playFirst = async (page) => {
  await first(page);
  await page.getByTestId('play-walk').click();
};

const openScore = async (page, until) => {
  await page.getByTestId('open-balance').click();
  await page.getByTestId('open-score').click();
  await page.getByTestId(until).waitFor();
};

const score = (page) => openScore(page, 'score-total');

export const walkActs = {
  'walk-none': list,
  walks: list,
  'walk-keeping': async (page) => {
    await page.getByTestId('keep-walk').click();
    await page.getByTestId('keeping').waitFor();
  },
  'walk-one': first,
  'walk-lost': async (page) => {
    await playFirst(page);
    await page.getByTestId('play-outcome').waitFor();
  },
  'walk-playing': async (page) => {
    await playFirst(page);
    await page.locator('[data-state=doing]').waitFor();
  },
  'walk-failing': async (page) => {
    await playFirst(page);
    await page.getByTestId('toast').waitFor();
  },
  'walk-long': first,
  'score-rules': score,
  'score-failed': (page) => openScore(page, 'score-failure'),
};

export const walkViews = {
  'walk-reasons': [
    'walk-one',
    async (page) => {
      await first(page);
      for (const id of ['absent', 'not_done', 'unknown', 'elsewhere'])
        await page.getByTestId(`ticks-${id}`).click();
    },
  ],
  'walk-bar': [
    'walk-playing',
    async (page) => {
      await playFirst(page);
      await page.getByTestId('walks-close').click();
    },
  ],
  'score-fired': [
    'score-rules',
    async (page) => {
      await score(page);
      for (const name of ['view_product', 'select_variant', 'add_to_cart'])
        await page.locator(`[data-testid=score-act][data-name=${name}]`).click();
      await page.locator('[data-testid=score-moment][data-composed=true]').waitFor();
    },
  ],
  'score-empty': ['list', score],
  'list-by-hand': ['list', async (page) => page.getByTestId('prove-by-hand').click()],
  'list-unproven': [
    'list-120',
    async (page) => page.getByTestId('filter-proof').selectOption('stale'),
  ],
  'draft-parts': [
    'draft',
    async (page) => {
      await page.getByTestId('draft-wider').click();
      await page.getByTestId('draft-narrower').waitFor();
      await page.getByTestId('draft-inner').click();
      await page.getByTestId('draft-part').first().waitFor();
    },
  ],
  'draft-unpictured': [
    'list',
    async (page) => {
      await page
        .locator('[data-testid=event-row][data-name=search_submit]')
        .getByTestId('event-open')
        .click();
      await page.getByTestId('draft-proof').click();
    },
  ],
  'draft-proof': [
    'list',
    async (page) => {
      await page.getByTestId('event-open').first().click();
      await page.getByTestId('draft-proof').click();
    },
  ],
};
