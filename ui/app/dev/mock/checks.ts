/** What the pretended shell finds when it checks a page. */
import type { EventCheck } from '@types-rust/EventCheck';
import type { EventView } from '@types-rust/EventView';
import type { PageCheck } from '@types-rust/PageCheck';
import type { Verdict } from '@types-rust/Verdict';

/** What a check finds: every verdict once, the long ones among them. */
export function pageCheck(number: number, views: EventView[]): PageCheck {
  const found: [Verdict, string, string, string[]][] = [
    ['intact', 'Found', 'Button: Add to cart', ['Same name, form and heading.']],
    [
      'not_run',
      'Other pages',
      '',
      ['It does not fire on this page. Where it may fire: Cart pages.'],
    ],
    [
      'moved',
      'Moved',
      'Form: Join 12,000 gardeners and get our letter',
      [
        'Same form, field name and part of the page.',
        'Name changed from “Newsletter” to “Join 12,000 gardeners and get our let…”.',
        'It stood in the page footer and stands in the main content now.',
        'The event’s own rule does not match it any more.',
      ],
    ],
    [
      'ambiguous',
      'Could be several',
      '',
      [
        '2 elements look alike and nothing tells them apart: “Button: Size guide” and “Button: Size guide”.',
      ],
    ],
    [
      'missing',
      'Missing',
      '',
      [
        'Nothing on the page is “Link: 128 reviews” any more.',
        '“Link: 64 reviews” looks most like it, but belongs to another product.',
      ],
    ],
    ['hidden', 'Hidden', 'Menu: Size', ['It is on the page, but cannot be seen just now.']],
    ['needs_rendering', 'Needs a browser', '', ['Only a browser can evaluate its rule.']],
    [
      'moved',
      'Moved',
      'Link: Sword fern in a hanging pot and 7 more',
      [
        'Found again as a set: 8 product links instead of 12.',
        'They kept 82 % of what all of them had in common.',
        'The event’s own rule does not match them any more.',
      ],
    ],
  ];
  const events = views.map((view, at): EventCheck => {
    const [verdict, words, foundLabel, reasons] = found[at] ?? found[at % 2 ? 1 : 0]!;
    return {
      id: view.event.id,
      verdict,
      words,
      reasons,
      confidence: verdict === 'not_run' || foundLabel.endsWith('more') ? null : 0.97,
      foundLabel,
      outlined: foundLabel !== '' || verdict === 'ambiguous',
      repairable: verdict === 'moved',
    };
  });
  return {
    number,
    summary: '6 found, 2 moved, 1 could be several, 1 missing on this page',
    notes: [],
    events,
  };
}
