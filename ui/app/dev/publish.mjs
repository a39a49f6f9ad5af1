/** Pictures of publishing: places, a review, a publication under way and its ends, and the form of every kind. */

const dialog = async (page) => {
  await page.getByTestId('publish').click();
  await page.getByTestId('publish-dialog').waitFor();
};

/** Opens the dialog and the first place in it. */
export async function openPlace(page) {
  await dialog(page);
  await page.getByTestId('place').first().click();
  await page.getByTestId('place-edit').waitFor();
}

async function history(page) {
  await openPlace(page);
  await page.getByTestId('place-history').click();
  await page.getByTestId('history').waitFor();
}

const publish = async (page) => {
  await openPlace(page);
  await page.getByTestId('publish-now').click();
};

/** Opens the form of a new place. */
export async function addPlace(page, kind) {
  await dialog(page);
  await page.getByTestId('add-place').click();
  await page.getByTestId(`kind-${kind}`).click();
  await page.getByTestId('place-name').waitFor();
}

const form = (kind) => [
  'list',
  async (page) => {
    await addPlace(page, kind);
    const more = page.getByTestId('place-more');
    if (await more.count()) await more.click();
  },
];

const fillTheme = async (page) => {
  await addPlace(page, 'theme');
  await page.getByTestId('place-shop').fill('bloom-and-bark.myshopify.com');
  await page.getByTestId('place-sign-in').selectOption('theme_access');
  await page.getByTestId('place-secret').fill('shptka_secret');
  await page.getByTestId('place-test').click();
};

/** Opens the choice among several places. */
export async function openSeveral(page) {
  await dialog(page);
  await page.getByTestId('publish-several').click();
  await page.getByTestId('several-publish').waitFor();
}

const publishSeveral = async (page) => {
  await openSeveral(page);
  await page.getByTestId('several-publish').click();
};

export const publishActs = {
  'publish-broken': async (page) => {
    await openPlace(page);
    await page.getByTestId('plan-broken').waitFor();
  },
  several: openSeveral,
  'several-two': openSeveral,
  'several-failing': async (page) => {
    await publishSeveral(page);
    await page.getByTestId('run-finish').waitFor();
  },
  'several-stuck': async (page) => {
    await publishSeveral(page);
    await page.getByTestId('publish-done').waitFor();
    await page.getByText('Live there now').waitFor();
  },
  'several-half': async (page) => {
    await publishSeveral(page);
    await page.getByTestId('run-take-out').waitFor();
  },
  'several-running': async (page) => {
    await publishSeveral(page);
    await page.getByText('Writing the runtime…').waitFor();
  },
  'publish-list': dialog,
  'publish-waiting': openPlace,
  'publish-gone': openPlace,
  'publish-review': async (page) => {
    await openPlace(page);
    await page.getByTestId('change').first().waitFor();
  },
  'publish-conflict': async (page) => {
    await openPlace(page);
    await page.getByTestId('conflict').waitFor();
  },
  'publish-unkept': async (page) => {
    await openPlace(page);
    await page.getByTestId('unkept').scrollIntoViewIfNeeded();
  },
  'publish-twins': history,
  'publish-emptied': async (page) => {
    await history(page);
    await page.getByTestId('history-entry').nth(1).getByTestId('go-back').click();
  },
  'publish-running': async (page) => {
    await publish(page);
    await page.getByText('Writing the runtime…').waitFor();
  },
  published: async (page) => {
    await publish(page);
    await page.getByTestId('published').waitFor();
    await page.getByTestId('check-shop').click();
    await page.getByTestId('serving').waitFor();
  },
  'publish-failed': async (page) => {
    await publish(page);
    await page.getByTestId('publish-failed').waitFor();
    await page.getByTestId('live-now').waitFor();
  },
  'publish-unseen': async (page) => {
    await openPlace(page);
    await page.getByTestId('look-failure').waitFor();
  },
  'publish-current': async (page) => {
    await openPlace(page);
    await page.getByTestId('check-shop').click();
    await page.getByTestId('serving').waitFor();
  },
  'publish-unreached': async (page) => {
    await publish(page);
    await page.getByTestId('published-undelivered').waitFor();
  },
  'place-unreached': async (page) => {
    await fillTheme(page);
    await page.getByTestId('place-undelivered').waitFor();
    await page.getByTestId('place-undelivered').scrollIntoViewIfNeeded();
  },
  'publish-twelve': dialog,
  'publish-long': async (page) => {
    await openPlace(page);
    await page.getByTestId('change').first().waitFor();
  },
  'theme-review': async (page) => {
    await openPlace(page);
    await page.getByTestId('preview-choose').click();
    await page.locator('#preview-theme').waitFor();
    await page.locator('#preview-theme').scrollIntoViewIfNeeded();
  },
  'theme-unfinished': async (page) => {
    await openPlace(page);
    await page.getByTestId('unfinished').waitFor();
  },
  'theme-half': async (page) => {
    await publish(page);
    await page.getByTestId('publish-take-out').waitFor();
  },
  'theme-stuck': async (page) => {
    await publish(page);
    await page.getByTestId('publish-failed').waitFor();
    await page.getByTestId('live-now').waitFor();
  },
  'publish-landed': async (page) => {
    await publish(page);
    await page.getByTestId('published-after-all').waitFor();
  },
  'publish-behind': async (page) => {
    await publish(page);
    await page.getByTestId('publish-stop').click();
    await page.getByTestId('not-started').waitFor();
  },
  'theme-not-loaded': async (page) => {
    await openPlace(page);
    await page.getByTestId('not-loaded').waitFor();
  },
  'theme-unseen': async (page) => {
    await openPlace(page);
    await page.getByTestId('unseen-theme').waitFor();
  },
  'theme-unseen-behind': async (page) => {
    await openPlace(page);
    await page.getByTestId('change').first().waitFor();
  },
  'theme-unread': async (page) => {
    await openPlace(page);
    await page.getByTestId('change-unknown').waitFor();
  },
  'theme-running': async (page) => {
    await openPlace(page);
    await page.getByTestId('preview-first').click();
    await page.getByText('Waiting for the copy of the theme…').waitFor();
  },
  'theme-denied': async (page) => {
    await publish(page);
    await page.getByTestId('install-instead').click();
    await page.getByTestId('install-steps').waitFor();
  },
  'theme-blind': async (page) => {
    await openPlace(page);
    await page.getByTestId('install-instead').waitFor();
  },
  previewed: async (page) => {
    await page.getByTestId('preview-bar').waitFor();
  },
  'place-untested': async (page) => {
    await fillTheme(page);
    await page.getByTestId('place-test-failure').waitFor();
    await page.getByTestId('place-test-failure').scrollIntoViewIfNeeded();
  },
  'place-read-only': async (page) => {
    await fillTheme(page);
    await page.getByTestId('place-tested').waitFor();
    await page.getByTestId('place-tested').scrollIntoViewIfNeeded();
  },
};

const install = async (page) => {
  await openPlace(page);
  await page.getByTestId('place-install').click();
  await page.getByTestId('install-steps').waitFor();
  await page.getByTestId('check-install').click();
  await page.getByTestId('install-found').waitFor();
  await page.getByTestId('install-found').scrollIntoViewIfNeeded();
};

export const publishViews = {
  'install-checked': ['theme-review', install],
  'take-out': [
    'theme-review',
    async (page) => {
      await openPlace(page);
      await page.getByTestId('take-out-ask').click();
    },
  ],
  'take-out-theirs': [
    'theme-review',
    async (page) => {
      await page.evaluate(() => window.mock.places.othersPublish('theme'));
      await openPlace(page);
      await page.getByTestId('take-out-ask').click();
      await page.getByTestId('take-out-yes').scrollIntoViewIfNeeded();
    },
  ],
  'install-line': ['publish-review', install],
  'preview-again': [
    'previewed',
    async (page) => {
      await openPlace(page);
      await page.getByTestId('preview-show').waitFor();
      await page.getByTestId('preview-show').scrollIntoViewIfNeeded();
    },
  ],
  'several-back': [
    'several',
    async (page) => {
      await openSeveral(page);
      await page.getByTestId('several-goal').selectOption({ index: 2 });
      await page.getByTestId('several-publish').click();
    },
  ],
  'several-live': [
    'several',
    async (page) => {
      await publishSeveral(page);
      await page.getByTestId('publish-done').waitFor();
    },
  ],
  'publish-landed-back': [
    'publish-landed',
    async (page) => {
      await publish(page);
      await page.getByTestId('publish-undo').click();
    },
  ],
  'theme-half-out': [
    'theme-half',
    async (page) => {
      await publish(page);
      await page.getByTestId('publish-take-out').click();
      await page.getByTestId('take-out-yes').waitFor();
    },
  ],
  'theme-not-loaded-list': ['theme-not-loaded', dialog],
  'theme-not-loaded-history': ['theme-not-loaded', history],
  'theme-unseen-list': ['theme-unseen', dialog],
  'theme-unseen-published': [
    'theme-unseen-behind',
    async (page) => {
      await publish(page);
      await page.getByTestId('unseen-theme').waitFor();
    },
  ],
  'theme-unseen-history': ['theme-unseen', history],
  'publish-conflict-history': ['publish-conflict', history],
  'several-replanned': [
    'several-two',
    async (page) => {
      await openSeveral(page);
      await page.evaluate(() => window.mock.places.replan());
      await page.getByTestId('several-publish').click();
      await page.getByTestId('several-yes').click();
      await page.getByTestId('fresh-review').waitFor();
    },
  ],
  'place-moved': [
    'publish-review',
    async (page) => {
      await openPlace(page);
      await page.getByTestId('place-edit').click();
      await page.getByTestId('place-url').fill('https://elsewhere.example/waymark');
      await page.locator('[data-code=secret_again]').waitFor();
    },
  ],
  'publish-gone-list': ['publish-gone', dialog],
  'publish-empty': ['list', dialog],
  'publish-kinds': [
    'list',
    async (page) => {
      await dialog(page);
      await page.getByTestId('add-place').click();
    },
  ],
  'publish-unproven': [
    'publish-review',
    async (page) => {
      await publish(page);
      await page.getByTestId('publish-anyway').waitFor();
    },
  ],
  'publish-long-list': ['publish-long', dialog],
  'publish-history': [
    'publish-review',
    async (page) => {
      await openPlace(page);
      await page.getByTestId('place-history').click();
      await page.getByTestId('go-back').first().click();
    },
  ],
  'place-host': form('host'),
  'place-http': form('http'),
  'place-s3': form('s3'),
  'place-azure': form('azure'),
  'place-gcs': form('gcs'),
  'place-folder': form('folder'),
  'place-theme': form('theme'),
  'place-themes': [
    'list',
    async (page) => {
      await fillTheme(page);
      await page.getByTestId('place-tested').waitFor();
      await page.getByTestId('place-theme').selectOption({ label: 'Dawn, spring campaign' });
    },
  ],
  'place-errors': [
    'list',
    async (page) => {
      await addPlace(page, 'http');
      await page.getByTestId('place-url').fill('http://files.bloom-and-bark.com');
      await page.getByTestId('place-allow-http').waitFor();
      await page.getByTestId('place-name').fill('');
      await page.locator('[data-code=target_name_missing]').waitFor();
    },
  ],
  'place-edit': [
    'publish-review',
    async (page) => {
      await openPlace(page);
      await page.getByTestId('place-edit').click();
      await page.getByTestId('place-remove').click();
    },
  ],
};
