/** Pictures of what an event can be told: its trigger's options, when it counts, what it sends and to whom. */

/** Chooses a trigger of the open draft and waits for its options. */
export async function choose(page, type) {
  await page.getByTestId('draft-trigger').selectOption(type);
  await page.locator(`[data-testid=trigger-options][data-trigger=${type}]`).waitFor();
}

async function onPage(page, type) {
  await page.getByTestId('page-view').click();
  await page.getByTestId('draft').waitFor();
  await choose(page, type);
}

async function add(page, ...events) {
  for (const event of events) await page.getByTestId('event-add').selectOption({ label: event });
  await page.locator('[data-code=trigger_events_empty]').waitFor({ state: 'detached' });
}

const open = async (page, id) => {
  await page.getByTestId(id).click();
  await page.getByTestId(id).evaluate((summary) => summary.scrollIntoView({ block: 'start' }));
};

const restrict = async (page) => {
  await open(page, 'draft-counting');
  await page.getByTestId('draft-limit').selectOption('session');
  await page.getByTestId('draft-debounce').fill('0.5');
  await page.getByTestId('device-phone').click();
  await page.getByTestId('traffic-paid').click();
  await page.getByTestId('traffic-fbclid').click();
  await page.getByTestId('add-utm').click();
  await page.getByTestId('traffic-text').fill('news*');
  await page.getByTestId('visitor-returning').click();
  await page.getByTestId('draft-score').fill('20');
  // Checked to the end, so that no finding of a moment before is in the picture.
  await page.waitForFunction(() =>
    window.mock.calls.some(({ args }) => args.draft?.event.onlyIf?.minScore === 20),
  );
};

/** The header has no room for it at 380 px. */
export const openSettings = async (page) => {
  await page.getByTestId('shop-switcher').click();
  await page.getByTestId('open-settings').click();
  await page.getByTestId('settings-dialog').waitFor();
};

const hit = async (page, said) => {
  await page.getByTestId(`test-consent-${said}`).click();
  await page.locator('[data-testid=hit][data-name=add_to_cart] summary').click();
};

export const optionViews = {
  'trigger-submit': [
    'draft',
    async (page) => {
      await choose(page, 'submit');
      await page.getByTestId('submit-success').click();
    },
  ],
  'trigger-submit-shown': [
    'draft',
    async (page) => {
      await choose(page, 'submit');
      await page.getByTestId('submit-success').click();
      await page.getByTestId('submit-shown').fill('.newsletter__thanks >');
      await page.locator('[data-code=selector_invalid]').waitFor();
    },
  ],
  'options-begun': [
    'draft',
    async (page) => {
      await open(page, 'draft-counting');
      await page.getByTestId('add-utm').click();
      await page.waitForFunction(() =>
        window.mock.calls.some(({ args }) => args.draft?.event.onlyIf?.sources),
      );
    },
  ],
  'trigger-visible': ['draft', async (page) => choose(page, 'visible')],
  'trigger-hover': ['draft', async (page) => choose(page, 'hover')],
  'trigger-rage': ['draft', async (page) => choose(page, 'rage_click')],
  'trigger-scroll': [
    'list',
    async (page) => {
      await onPage(page, 'scroll');
      await page.getByTestId('percents-add').fill('75');
      await page.getByTestId('percents-add').press('Enter');
    },
  ],
  'trigger-time': ['list', async (page) => onPage(page, 'time')],
  'trigger-video': ['draft', async (page) => choose(page, 'video')],
  'trigger-count': [
    'list',
    async (page) => {
      await onPage(page, 'count');
      await add(page, 'view_reviews', 'size_guide_open', 'select_variant');
      await page.getByTestId('count-different').check();
    },
  ],
  'trigger-count-empty': [
    'list',
    async (page) => {
      await onPage(page, 'count');
      await page.locator('[data-code=trigger_events_empty]').waitFor();
    },
  ],
  'trigger-sequence': [
    'list-120',
    async (page) => {
      await onPage(page, 'sequence');
      await add(
        page,
        'shipping_policy_click',
        'geschenkverpackungsoption_hinzugefuegt',
        'begin_checkout',
      );
    },
  ],
  'trigger-score': [
    'list',
    async (page) => {
      await onPage(page, 'score');
      await page.getByTestId('score-unbought').check();
      await page.getByTestId('trigger-threshold').fill('400');
      await page.locator('[data-code=trigger_threshold_unreachable]').waitFor();
    },
  ],
  'trigger-velocity': [
    'list',
    async (page) => {
      await onPage(page, 'velocity');
      await page.getByTestId('event-scope-some').click();
      await add(page, 'view_product', 'add_to_cart');
    },
  ],
  'options-open': ['draft', restrict],
  'options-closed': [
    'draft',
    async (page) => {
      await restrict(page);
      await page.getByTestId('draft-counting').click();
    },
  ],
  'options-error': [
    'draft',
    async (page) => {
      await open(page, 'draft-counting');
      await page.getByTestId('add-referrer').click();
      await page.getByTestId('traffic-text').blur();
      await page.locator('[data-code=condition_value_empty]').waitFor();
    },
  ],
  'parameters-more': [
    'draft',
    async (page) => {
      await page.getByTestId('add-text').click();
      await page.getByTestId('parameter-value').fill('spring campaign');
      await page.getByTestId('add-attribute').click();
      await open(page, 'more-parameters');
      await page.getByTestId('draft-parameters').scrollIntoViewIfNeeded();
    },
  ],
  'parameters-calm': [
    'draft',
    async (page) => page.getByTestId('draft-parameters').scrollIntoViewIfNeeded(),
  ],
  'send-names': [
    'draft',
    async (page) => {
      await open(page, 'draft-more');
      await page.getByTestId('send-klaviyo').uncheck();
      await page.getByTestId('send-ga4-name').fill('add to cart');
      await page.locator('[data-code=destination_name_invalid]').waitFor();
      await page.getByTestId('draft-send').scrollIntoViewIfNeeded();
    },
  ],
  destinations: ['list', openSettings],
  'destinations-errors': [
    'list',
    async (page) => {
      await openSettings(page);
      await page.getByTestId('destination-ga4-field').fill('UA-1234-1');
      await page.getByTestId('destination-endpoint').check();
      await page.locator('[data-code=endpoint_invalid]').waitFor();
      await page.locator('[data-code=measurement_id_invalid]').scrollIntoViewIfNeeded();
    },
  ],
  'destinations-consent': [
    'list',
    async (page) => {
      await openSettings(page);
      await page.getByTestId('consent-merchant').click();
      await page.getByTestId('visitor-days').fill('500');
      await page.locator('[data-code=visitor_days]').scrollIntoViewIfNeeded();
      await page.getByTestId('settings-discard').click();
    },
  ],
  naming: [
    'list',
    async (page) => {
      await openSettings(page);
      await page.getByTestId('naming-title_case').click();
      await page.getByTestId('rename-too').check();
      await page.getByTestId('renames').scrollIntoViewIfNeeded();
      await page.getByText('Otherwise they keep').scrollIntoViewIfNeeded();
    },
  ],
  'naming-many': [
    'list-120',
    async (page) => {
      await openSettings(page);
      await page.getByTestId('naming-title_case').click();
      await page.getByTestId('renames').scrollIntoViewIfNeeded();
      await page.getByText('Otherwise they keep').scrollIntoViewIfNeeded();
    },
  ],
  'test-page': ['test', async (page) => hit(page, 'page')],
  'test-granted': ['test', async (page) => hit(page, 'granted')],
  'test-denied': ['test', async (page) => hit(page, 'denied')],
  'test-gpc': ['test', async (page) => hit(page, 'gpc')],
  'test-sends': ['test', async (page) => page.getByTestId('test-sends').click()],
};
