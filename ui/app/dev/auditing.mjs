/** Pictures of audits: begun, under way, and what they found. */

/** Opens the audit dialog. */
export async function openAudits(page) {
  await page.getByTestId('audit').click();
  await page.getByTestId('audit-dialog').waitFor();
}

/** Opens what lets audits into the shop. */
async function openAccess(page) {
  await openAudits(page);
  await page.getByTestId('audit-access').click();
  await page.getByTestId('access-standing').waitFor();
}

/** Opens the schedule. */
export async function openSchedule(page) {
  await openAudits(page);
  await page.getByTestId('open-schedule').click();
  await page.getByTestId('schedule-discard').waitFor();
}

/** Opens the last report. */
export async function openReport(page) {
  await openAudits(page);
  await page.getByTestId('last-audit').click();
  await page.getByTestId('report-said').waitFor();
}

const unfold = async (page, id) => {
  await page.getByTestId(id).click();
  await page.getByTestId(id).evaluate((summary) => summary.scrollIntoView({ block: 'start' }));
};

/** A state with a report that has a part opened. */
const opened = (state, id, more) => [
  state,
  async (page) => {
    await openReport(page);
    await unfold(page, id);
    await more?.(page);
  },
];

const repair = async (page) => {
  await openReport(page);
  await page.getByTestId('review-repair').first().click();
};

export const auditActs = {
  'audit-never': openAudits,
  audits: openAudits,
  'audit-running': openAudits,
  'audit-paused': openAudits,
  'audit-left': openAudits,
  'audit-left-behind': openAudits,
  'audit-elsewhere': openAudits,
  'audit-report': openReport,
  'audit-fine': openReport,
  'audit-wall': openReport,
  'audit-unreachable': openReport,
  'audit-launch': openReport,
  'audit-long': openReport,
  'audit-access': openAudits,
  'audit-shut': openAccess,
  'audit-strayed': openAccess,
  'audit-unkept': openAccess,
  'audit-refused': async (page) => {
    await openAudits(page);
    await page.getByTestId('audit-start').click();
    await page.getByTestId('audit-failed').waitFor();
  },
  'audit-unread': async (page) => {
    await openAudits(page);
    await page.getByTestId('last-audit').click();
    await page.getByTestId('report-failure').waitFor();
  },
  'audit-broken': async (page) => {
    await openAudits(page);
    await page.getByTestId('audits-failure').waitFor();
  },
  'audit-unsaved': async (page) => {
    await openReport(page);
    await page.getByTestId('report-save').click();
    await page.getByTestId('toast').waitFor();
  },
  scheduled: openSchedule,
  'scheduled-long': openSchedule,
  'schedule-broken': async (page) => {
    await openSchedule(page);
    await page.getByTestId('schedule-failure').waitFor();
  },
  'audit-lost': async (page) => {
    await repair(page);
    await page.getByTestId('repair-bar').waitFor();
  },
};

export const auditViews = {
  'audit-bar': ['audit-running', async () => undefined],
  'audit-theme': [
    'audits',
    async (page) => {
      await openAudits(page);
      await page.getByTestId('what-theme').click();
    },
  ],
  'audit-brand': [
    'audits',
    async (page) => {
      await openAudits(page);
      await page.getByTestId('audit-brand').click();
      await page.getByTestId('choose-logo').click();
      await page.getByTestId('brand-logo').waitFor();
    },
  ],
  'audit-scheduled': ['scheduled', openAudits],
  'schedule-never': ['audit-never', openSchedule],
  'schedule-mail': [
    'scheduled',
    async (page) => {
      await openSchedule(page);
      await page.getByTestId('mail-password').scrollIntoViewIfNeeded();
    },
  ],
  'schedule-failed': [
    'scheduled',
    async (page) => {
      await openSchedule(page);
      await page.getByTestId('test-webhook').click();
      await page.getByTestId('test-failed-webhook').scrollIntoViewIfNeeded();
    },
  ],
  'schedule-sent': [
    'audits',
    async (page) => {
      await openSchedule(page);
      await page.getByTestId('every-weekly').click();
      await page.getByTestId('tell-desktop').check();
      await page.getByTestId('test-desktop').click();
      await page.getByTestId('tested-desktop').scrollIntoViewIfNeeded();
    },
  ],
  'audit-formula': opened('audit-report', 'health-formula'),
  'audit-muting': [
    'audit-report',
    async (page) => {
      await openReport(page);
      await page.getByTestId('mute').first().click();
      await page.getByTestId('mute-reason').fill('Known: the agency is on it');
    },
  ],
  'audit-muted': opened('audit-report', 'muted'),
  'audit-events': opened('audit-report', 'report-events', async (page) => {
    for (const at of [0, 2])
      await page.getByTestId('event-report').nth(at).locator('summary').click();
  }),
  'audit-page-types': opened('audit-report', 'report-page-types'),
  'audit-installation': opened('audit-report', 'report-installation'),
  'audit-long-events': opened('audit-long', 'report-events', async (page) => {
    await page.getByTestId('event-report').first().locator('summary').click();
  }),
  'audit-long-installation': opened('audit-long', 'report-installation'),
  'audit-long-list': [
    'audit-long',
    async (page) => {
      await openAudits(page);
      await page.getByTestId('audits-all').click();
    },
  ],
  'audit-pages': [
    'audit-long',
    async (page) => {
      await openReport(page);
      await page.getByTestId('finding-pages').first().click();
    },
  ],
  'audit-ahead': [
    'audit-launch',
    async (page) => {
      await openReport(page);
      await page.getByTestId('review-repair').first().click();
      await page.getByTestId('draft-ahead').waitFor();
    },
  ],
  'audit-accepting': [
    'audit-report',
    async (page) => {
      await openReport(page);
      await page.getByTestId('repair-all-accept').click();
    },
  ],
  'audit-saved': [
    'audit-report',
    async (page) => {
      await openReport(page);
      await page.getByTestId('report-save').click();
      await page.getByTestId('report-saved').waitFor();
    },
  ],
  'audit-reviewed': [
    'audit-report',
    async (page) => {
      await repair(page);
      await page.getByTestId('draft-picture').waitFor();
    },
  ],
};
