/** What becomes of a delivery, in words, by what the visitor is taken to have said. What becomes of it is Rust's. */
import type { DeliveryOutcome } from '@types-rust/DeliveryOutcome';
import type { DeliveryView } from '@types-rust/DeliveryView';
import type { TestConsent } from '@types-rust/TestConsent';
import { purposes, type Choice } from '../lib/words';
import type { IconName } from '../ui/icons';

/** `page`: whatever the shop says. */
export type Said = TestConsent | 'page';

export const answers: Choice<Said>[] = [
  { value: 'page', label: 'As the shop says', hint: 'Whatever the shop’s consent banner says' },
  { value: 'granted', label: 'Granted', hint: 'As if the visitor said yes to everything' },
  { value: 'denied', label: 'Denied', hint: 'As if the visitor said no to everything' },
  { value: 'gpc', label: 'GPC', hint: 'Yes, but the browser sends Global Privacy Control' },
];

/** What becomes of it; `null` where nobody knows, because the shop was not asked when it fired. */
export function outcomeOf(delivery: DeliveryView, said: Said): DeliveryOutcome | null {
  return delivery.outcomes[said];
}

export const signs: Record<DeliveryOutcome | 'unknown', IconName> = {
  sent: 'check',
  would_send: 'send',
  held: 'hold',
  waiting: 'stale',
  unknown: 'note',
};

export function outcomeWords(delivery: DeliveryView, outcome: DeliveryOutcome | null): string {
  switch (outcome) {
    case 'sent':
      return 'Sent';
    case 'would_send':
      return 'Would be sent';
    case 'held':
      return delivery.purpose
        ? `Held back: no consent for ${purposes[delivery.purpose]}`
        : 'Held back: no consent';
    case 'waiting':
      return 'Waits: its script is not on the page';
    case null:
      return 'Not known: the shop was not asked';
  }
}

/** "3 of 4 destinations": how many get it. */
export function reach(deliveries: DeliveryView[], said: Said): string {
  const outcomes = deliveries.map((delivery) => outcomeOf(delivery, said));
  const got = outcomes.filter((outcome) => outcome === 'sent' || outcome === 'would_send').length;
  const all = deliveries.length;
  return `${got} of ${all} ${all === 1 ? 'destination' : 'destinations'}`;
}
