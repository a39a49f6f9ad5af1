/** Formats as the dialog shows them: their signs, what can be told to them, and what to do with the file afterwards. */
import type { Format } from '@types-rust/Format';
import type { FormatSetting } from '@types-rust/FormatSetting';
import type { LossViewKind } from '@types-rust/LossViewKind';
import type { IconName } from '../ui/icons';

export const icons: Record<Format, IconName> = {
  gtm: 'folder',
  pixel: 'shop',
  ga4: 'check',
  csv: 'page',
  markdown: 'page',
  xlsx: 'page',
  page: 'page',
  json: 'copy',
};

/** Where the file goes: what to click, in order. */
export const steps: Record<Format, string[]> = {
  gtm: [
    'In Tag Manager, open Admin > Import container and choose the file.',
    'Choose a new workspace, then Merge and “Rename conflicting”: nothing of yours is replaced.',
    'Look at the folder “Waymark” in Preview, then submit the workspace.',
  ],
  pixel: [
    'In Shopify, open Settings > Customer events > Add custom pixel and give it a name.',
    'Replace what is in the code field with all of this code.',
    'Choose Permission: not required. The pixel asks for consent itself.',
    'Save, then Connect.',
  ],
  ga4: [
    'In Google Analytics, open Admin > Data display > Custom definitions and add the dimensions and metrics.',
    'Under Admin > Data display > Events, mark what the list calls a key event, once it has arrived.',
  ],
  csv: ['Open it in a spreadsheet, or import it where your team keeps its plans.'],
  markdown: ['Put it in your wiki or repository, or paste it into a ticket.'],
  xlsx: ['Open it in Excel, Numbers, LibreOffice or Google Sheets.'],
  page: ['Open it in a browser and print it, or send it as it is: pictures are inside.'],
  json: ['Keep it. “waymark plan import” takes it into a shop again, here or elsewhere.'],
};

export const settings: Record<
  FormatSetting,
  { label: string; placeholder: string; note: Partial<Record<Format, string>> }
> = {
  measurementId: {
    label: 'GA4 measurement ID',
    placeholder: 'G-XXXXXXXXXX',
    note: {
      gtm: 'Without it you fill in a variable in Tag Manager.',
      pixel: 'Without it nothing goes to Google Analytics.',
    },
  },
  metaPixel: {
    label: 'Meta pixel ID',
    placeholder: '123456789012345',
    note: { pixel: 'Without it nothing goes to Meta.' },
  },
  endpoint: {
    label: 'Your own server',
    placeholder: 'https://events.your-shop.com/collect',
    note: { pixel: 'Gets every event as JSON, with consent to measuring.' },
  },
};

/** What becomes of something that a format cannot say. */
export const lossKinds: Record<LossViewKind, { label: string; icon: IconName }> = {
  missing: { label: 'Left out', icon: 'unseen' },
  needs_runtime: { label: 'Needs Waymark on the shop', icon: 'warn' },
  differs: { label: 'Differs', icon: 'moved' },
  to_do: { label: 'To do', icon: 'edit' },
};
