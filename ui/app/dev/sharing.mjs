/** Pictures of notes and history, and of event packs. */

/** Opens notes and history of an event of the list. */
export async function openPast(page, at = 0) {
  await page.getByTestId('event-menu').nth(at).click();
  await page.getByTestId('event-past').click();
}

/** Opens the dialog where a pack is put together. */
export async function openPack(page) {
  await page.getByTestId('export').click();
  await page.getByTestId('format-pack').click();
}

/** Opens the dialog at the import of a pack and chooses one. */
export async function readPack(page) {
  await page.getByTestId('export').click();
  await page.getByTestId('import-pack').click();
  await page.getByTestId('choose-pack').click();
}

const past = async (page) => {
  await openPast(page, 8);
  await page.getByTestId('past-change').first().waitFor();
};

const packRead = async (page) => {
  await readPack(page);
  await page.getByTestId('pack-event').first().waitFor();
};

export const sharingActs = {
  past,
  'past-long': async (page) => {
    await past(page);
    await page.getByTestId('past-all').click();
    await page.getByTestId('past-earlier').click();
    await page.getByTestId('past-change').nth(99).waitFor();
    await page.getByTestId('past-earlier').scrollIntoViewIfNeeded();
  },
  'past-empty': async (page) => {
    await openPast(page, 3);
    await page.getByTestId('no-history').waitFor();
  },
  'past-failed': async (page) => {
    await openPast(page);
    await page.getByTestId('past-failure').waitFor();
  },
  'pack-import': packRead,
  'pack-long': packRead,
  'pack-nothing': packRead,
  'pack-reading': async (page) => {
    await readPack(page);
    await page.getByText('3 of 9 pages read').waitFor();
  },
  'pack-bad': async (page) => {
    await readPack(page);
    await page.getByTestId('pack-failure').waitFor();
  },
};

export const sharingViews = {
  pack: ['list', openPack],
  'pack-200': [
    'list-200',
    async (page) => {
      await openPack(page);
      await page.getByTestId('pack-search').fill('geschenk');
      await page.getByTestId('pack-all').click();
    },
  ],
  'pack-choose': [
    'list',
    async (page) => {
      await page.getByTestId('export').click();
      await page.getByTestId('import-pack').click();
    },
  ],
  'past-undone': [
    'list',
    async (page) => {
      await page.getByTestId('event-menu').nth(1).click();
      await page.getByTestId('event-delete').click();
      await page.getByTestId('undo').click();
      await page.getByText('Undone').waitFor();
    },
  ],
  'draft-apps': [
    'list',
    async (page) => {
      await page.getByTestId('event-open').nth(6).click();
      await page.getByTestId('draft-more').click();
      await page.getByTestId('apps-only').scrollIntoViewIfNeeded();
    },
  ],
};
