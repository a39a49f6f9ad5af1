/** Pictures of exports to other tools and of an import from Tag Manager. */

/** Opens the export dialog at a format. */
export async function openFormat(page, format) {
  await page.getByTestId('export').click();
  await page.getByTestId(`format-${format}`).click();
  if (format !== 'script') await page.getByTestId('losses').waitFor();
}

/** Opens the dialog at the import. */
export async function openImport(page) {
  await page.getByTestId('export').click();
  await page.getByTestId('import').click();
}

async function readFile(page) {
  await openImport(page);
  await page.getByTestId('choose-container').click();
  await page.getByTestId('import-file').waitFor();
}

const script = async (page) => {
  await openFormat(page, 'script');
  await page.getByTestId('choose-folder').click();
};

const saved = (format) => async (page) => {
  await openFormat(page, format);
  await page.getByTestId('save-export').click();
  await page.getByTestId('format-result').waitFor();
};

export const exportActs = {
  export: async (page) => {
    await script(page);
    await page.getByTestId('export-result').waitFor();
  },
  'export-failed': async (page) => {
    await script(page);
    await page.getByTestId('export-failure').waitFor();
  },
  'export-not-saved': async (page) => {
    await openFormat(page, 'gtm');
    await page.getByTestId('save-export').click();
    await page.getByTestId('export-failure').waitFor();
  },
  'export-many': async (page) => openFormat(page, 'gtm'),
  'import-bad': async (page) => {
    await openImport(page);
    await page.getByTestId('choose-container').click();
    await page.getByTestId('import-failure').waitFor();
  },
  'import-long': readFile,
  'import-nothing': readFile,
};

export const exportViews = {
  'export-formats': ['list', async (page) => page.getByTestId('export').click()],
  'export-empty': ['empty', async (page) => page.getByTestId('export').click()],
  'export-gtm': ['list', async (page) => openFormat(page, 'gtm')],
  'export-pixel': ['list', async (page) => openFormat(page, 'pixel')],
  'export-json': ['list', async (page) => openFormat(page, 'json')],
  'export-wrong': [
    'list',
    async (page) => {
      await openFormat(page, 'pixel');
      await page.getByTestId('format-measurementId').fill('UA-1234-1');
      await page.getByTestId('format-metaPixel').fill('my pixel');
      await page.locator('[data-code=meta_pixel_invalid]').waitFor();
    },
  ],
  'export-whole': [
    'list',
    async (page) => {
      await openFormat(page, 'gtm');
      await page.getByTestId('losses-whole').click();
    },
  ],
  'export-many-all': [
    'export-many',
    async (page) => {
      await openFormat(page, 'gtm');
      await page.getByTestId('losses-all').click();
      await page.getByTestId('event-losses').nth(30).scrollIntoViewIfNeeded();
    },
  ],
  'export-saved': ['list', saved('gtm')],
  'export-saved-pixel': ['list', saved('pixel')],
  import: ['list', openImport],
  'import-read': ['list', readFile],
  'import-paste': [
    'list',
    async (page) => {
      await openImport(page);
      await page.getByTestId('import-paste-open').click();
      await page.getByTestId('import-paste').fill('<!doctype html>');
      await page.getByTestId('import-read').click();
      await page.getByTestId('import-failure').waitFor();
    },
  ],
};
