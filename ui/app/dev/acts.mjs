/** What has to be done in the panel to reach the states that the shell's words alone do not show. */
import { auditActs, auditViews } from './auditing.mjs';
import { exportActs, exportViews } from './exporting.mjs';
import { optionViews } from './options.mjs';
import { pointingActs, pointingViews } from './pointing.mjs';
import { publishActs, publishViews } from './publish.mjs';
import { sharingActs, sharingViews } from './sharing.mjs';
import { walkActs, walkViews } from './walking.mjs';

const openShop = async (page) => {
  await page.getByTestId('address').fill('bloom-and-barc.com');
  await page.getByTestId('open-shop').click();
};

const check = async (page) => {
  await page.getByTestId('check-page').click();
  await page.getByTestId('event-check').first().waitFor();
};

const tried = async (page) => {
  await page.getByTestId('sample').waitFor();
  await page.getByTestId('devices').waitFor();
};

const prove = async (page, until) => {
  await page.getByTestId('prove').click();
  await page.getByTestId(until).waitFor();
};

const guide = (page) => page.getByTestId('empty-guide').click();
const guideOfList = (page) => page.getByTestId('open-guide').click();

const outlined = async (page) => {
  await guide(page);
  await page.getByTestId('suggestion').first().waitFor();
  await page.waitForFunction(() => window.mock.calls.some((call) => call.args.reveal));
  const data = { id: 'proposal add_to_cart', draft: false, count: 1, visible: 1, spare: false };
  await page.evaluate((data) => window.mock.say({ kind: 'matches', data }), data);
  await page.getByTestId('suggestion-outlined').waitFor();
};

const browse = async (page) => {
  await page.getByTestId('empty-catalogue').click();
  await page.getByTestId('entry').first().waitFor();
  await page.locator('[data-testid=entry][data-here=found]').first().waitFor();
};

const openEntry = (id) => async (page) => {
  await browse(page);
  const entry = page.locator(`[data-testid=entry][data-id=${id}]`);
  await entry.getByTestId('entry-open').click();
  await entry.getByTestId('entry-facts').scrollIntoViewIfNeeded();
};

const openPageTypes = async (page) => {
  await page.getByTestId('open-balance').click();
  await page.getByTestId('open-page-types').click();
  await page.getByTestId('page-type').first().waitFor();
};

export const acts = {
  ...auditActs,
  ...exportActs,
  ...pointingActs,
  ...publishActs,
  ...sharingActs,
  ...walkActs,
  opening: openShop,
  'fail-address': openShop,
  'fail-host': openShop,
  'fail-refused': openShop,
  'fail-certificate': openShop,
  'fail-timeout': openShop,
  'fail-html': openShop,
  'draft-waiting': async (page) => {
    await page.getByTestId('draft-name').fill('add_to_basket');
    await page.evaluate(() => window.mock.pick());
  },
  draft: tried,
  'draft-sampled-long': async (page) => {
    await tried(page);
    await page.getByTestId('sample-pages').click();
  },
  'draft-sampling': async (page) => page.getByTestId('devices-running').waitFor(),
  'draft-untried': async (page) => page.getByTestId('devices').waitFor(),
  'draft-trials-stopped': async (page) => page.getByTestId('devices-stopped').waitFor(),
  check,
  proved: async (page) => prove(page, 'prove-left'),
  'proved-all': async (page) => prove(page, 'prove-close'),
  'proved-long': async (page) => prove(page, 'prove-all'),
  proving: async (page) => {
    await prove(page, 'prove-stop');
    await page.evaluate(() => window.mock.say({ kind: 'proving', data: { done: 3, all: 9 } }));
  },
  guide,
  'guide-full': async (page) => {
    await guide(page);
    await page.getByTestId('suggestions-add-all').click();
    await page.getByTestId('guide-full').waitFor();
  },
  'guide-rule': guide,
  'guide-nothing': guideOfList,
  'guide-failed': guide,
  'guide-waiting': async (page) => {
    await guide(page);
    await page.getByTestId('guide-stop').waitFor();
  },
  'guide-alone': async (page) => {
    await guide(page);
    await page.getByTestId('ways').waitFor();
  },
  'guide-led-nowhere': async (page) => {
    await guide(page);
    await page.getByTestId('ways-missing').waitFor();
  },
  'guide-leading': async (page) => {
    await guide(page);
    await page.getByTestId('ways-looking').waitFor();
    await page.evaluate(() => window.mock.say({ kind: 'ways', data: 412 }));
    await page.getByText('412 addresses').waitFor();
  },
  'guide-led-failed': async (page) => {
    await guide(page);
    await page.getByTestId('ways-failed').waitFor();
  },
  'guide-cart': async (page) => {
    await guide(page);
    await page.locator('[data-place=cart_empty]').waitFor();
  },
  'check-running': async (page) => page.getByTestId('check-page').click(),
  'check-failed': async (page) => {
    await page.getByTestId('check-page').click();
    await page.getByTestId('toast').waitFor();
  },
  toasts: async (page) => {
    await page.getByTestId('event-menu').first().click();
    await page.getByTestId('event-delete').click();
    await page.getByTestId('toast').nth(1).waitFor();
  },
  test: async (page) => page.locator('[data-testid=hit][data-name=add_to_cart] summary').click(),
};

/** States that are others with something opened in them. */
export const views = {
  ...optionViews,
  ...auditViews,
  ...exportViews,
  ...pointingViews,
  ...publishViews,
  ...sharingViews,
  ...walkViews,
  balance: ['list', async (page) => page.getByTestId('open-balance').click()],
  'page-types': ['list', openPageTypes],
  'page-types-loss': [
    'list',
    async (page) => {
      await openPageTypes(page);
      const product = page.locator('[data-testid=page-type][data-id=product]');
      await product.getByTestId('page-type-takes').waitFor();
      await product.getByTestId('page-type-delete').click();
    },
  ],
  'balance-crowded': ['list-120', async (page) => page.getByTestId('open-balance').click()],
  'guide-begun': [
    'guide',
    async (page) => {
      await guide(page);
      await page.getByTestId('suggestion-add').first().click();
      await page.locator('[data-testid=starters][data-done="1"]').waitFor();
      await page.getByTestId('suggestion-skip').first().click();
    },
  ],
  'guide-outlined': ['guide', outlined],
  'guide-pointing': [
    'guide-cart',
    async (page) => {
      await guide(page);
      await page.getByTestId('starter-point').first().click();
      await page.getByTestId('picking').waitFor();
    },
  ],
  'guide-stopped': [
    'guide-leading',
    async (page) => {
      await guide(page);
      await page.getByTestId('ways-stop').click();
      await page.getByTestId('ways-stopped').waitFor();
    },
  ],
  catalogue: ['guide', browse],
  'catalogue-found': ['guide', openEntry('add_to_cart')],
  'catalogue-elsewhere': ['guide', openEntry('filter_use')],
  'catalogue-not-found': ['guide', openEntry('add_to_wishlist')],
  'catalogue-none': [
    'guide',
    async (page) => {
      await browse(page);
      await page.getByTestId('catalogue-search').fill('quantum');
      await page.getByTestId('catalogue-none').waitFor();
    },
  ],
  'catalogue-searched': [
    'guide',
    async (page) => {
      await browse(page);
      await page.getByTestId('catalogue-search').fill('cart');
      await page.getByTestId('catalogue-phase').selectOption('intent');
    },
  ],
  'list-menu': ['list', async (page) => page.getByTestId('event-menu').nth(3).click()],
  'list-switcher': ['list', async (page) => page.getByTestId('shop-switcher').click()],
  'list-no-match': ['list', async (page) => page.getByTestId('search').fill('quiz')],
  'list-filtered': [
    'list-120',
    async (page) => page.getByTestId('filter-stage').selectOption('BOFU'),
  ],
  'list-shown': [
    'list',
    async (page) => {
      await page.getByTestId('event-menu').nth(1).click();
      await page.getByTestId('event-show').click();
    },
  ],
  'draft-more': [
    'draft',
    async (page) => {
      await page.getByTestId('draft-more').click();
      await page.getByTestId('draft-advanced').click();
      await page.getByTestId('draft-selector').last().scrollIntoViewIfNeeded();
    },
  ],
  'draft-discard': [
    'draft',
    async (page) => {
      await page.getByTestId('draft-name').fill('Add To Cart');
      await page.getByTestId('finding').waitFor();
      await page.getByTestId('draft-discard').click();
    },
  ],
  'draft-edit': ['list', async (page) => page.getByTestId('event-open').nth(2).click()],
  'draft-changing': [
    'list',
    async (page) => {
      await page.getByTestId('event-open').first().click();
      await page.getByTestId('change-element').click();
      await page.getByTestId('picking').waitFor();
    },
  ],
  'draft-changed': [
    'list',
    async (page) => {
      await page.getByTestId('event-open').nth(5).click();
      await page.getByTestId('change-element').click();
      await page.evaluate(() => window.mock.pick());
      await page.locator('[data-code=element_changed]').waitFor();
      await page.getByTestId('draft-picture').waitFor();
    },
  ],
  'draft-parameters': [
    'draft',
    async (page) => {
      const rows = page.getByTestId('parameter');
      await rows.nth(1).getByRole('checkbox').check();
      await rows.nth(1).getByTestId('parameter-name').fill('page_type');
      await page.locator('[data-code=parameter_taken]').waitFor();
    },
  ],
  'check-reasons': [
    'check',
    async (page) => {
      await check(page);
      await page.getByTestId('event-reasons').nth(1).click();
      await page.getByTestId('event-reasons').nth(3).click();
      await page.getByTestId('event-reasons').nth(6).click();
    },
  ],
  'check-over': [
    'check',
    async (page) => {
      await check(page);
      await page.evaluate(() =>
        window.mock.say({ kind: 'check_over', data: { number: 1, why: 'page_changed' } }),
      );
    },
  ],
  'draft-new-place': [
    'check',
    async (page) => {
      await check(page);
      await page.getByTestId('use-new-place').first().click();
      await page.getByTestId('draft-picture').waitFor();
    },
  ],
  'draft-bound': [
    'draft',
    async (page) => {
      await page.getByTestId('draft-wider').click();
      await page.getByTestId('draft-narrower').click();
      await page.getByTestId('draft-bound').click();
      await page.getByTestId('draft-scope').selectOption('contained');
      await page.getByTestId('draft-contained').fill('sale');
      await page.getByText('Address contains sale').waitFor();
      await tried(page);
    },
  ],
  'draft-wider': [
    'draft',
    async (page) => {
      await page.getByTestId('draft-wider').click();
      await page.getByTestId('draft-narrower').waitFor();
      await tried(page);
    },
  ],
  'draft-page-view': ['list', async (page) => page.getByTestId('page-view').click()],
};
