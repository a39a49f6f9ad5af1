/** Development only: where the pretended plan's events go, what Rust says of that, and what destinations get. */
import type { DeliveryOutcome } from '@types-rust/DeliveryOutcome';
import type { DeliveryView } from '@types-rust/DeliveryView';
import type { DestinationKind } from '@types-rust/DestinationKind';
import type { Draft } from '@types-rust/Draft';
import type { Event } from '@types-rust/Event';
import type { Finding } from '@types-rust/Finding';
import type { Hit } from '@types-rust/Hit';
import type { OpenShop } from '@types-rust/OpenShop';
import type { PlanSettings } from '@types-rust/PlanSettings';
import type { Rename } from '@types-rust/Rename';
import type { SettingsCheck } from '@types-rust/SettingsCheck';
import { destinations } from '@types-rust/words';

export const settings: PlanSettings = {
  destinations: [
    { type: 'data_layer' },
    { type: 'ga4', measurementId: 'G-B1L2O3O4M5' },
    { type: 'meta' },
    { type: 'klaviyo' },
  ],
  privacy: { consent: 'page', visitorDays: 180 },
  naming: 'object_action',
};

const error = (code: string, field: string, message: string, entry?: number): Finding => ({
  code,
  severity: 'error',
  field,
  message,
  ...(entry === undefined ? {} : { entry }),
});

/** What Rust says of settings. */
export function settingsFindings({ destinations, privacy }: PlanSettings): Finding[] {
  const found: Finding[] = destinations.flatMap((destination, at) => {
    if (
      destination.type === 'ga4' &&
      !/^(G-[A-Z0-9]{4,16})?$/.test(destination.measurementId ?? '')
    )
      return error(
        'measurement_id_invalid',
        'destinations',
        `"${destination.measurementId}" is no measurement ID of Google Analytics 4. Copy it from Admin > Data streams: G- with capitals and digits after it.`,
        at,
      );
    if (destination.type === 'endpoint' && !destination.url.startsWith('https://'))
      return error(
        'endpoint_invalid',
        'destinations',
        `"${destination.url}" is no whole address. Write one such as https://events.shop.example/collect.`,
        at,
      );
    return [];
  });
  if (destinations.length === 0)
    found.push({
      code: 'destination_missing',
      severity: 'warning',
      field: 'destinations',
      message: 'Events go nowhere. Choose a destination, such as the data layer.',
    });
  if (privacy.visitorDays > 400)
    found.push(
      error(
        'visitor_days',
        'privacy',
        `Visitors are remembered for ${privacy.visitorDays} days; choose 1 to 400.`,
      ),
    );
  return found;
}

/** Names in another convention: enough of Rust's rules to show them. */
function renamesTo({ naming }: PlanSettings, events: Event[]): Rename[] {
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const written = (name: string): string => {
    const words = name.split('_');
    if (naming === 'title_case')
      return name === 'add_to_cart' ? 'Product Added' : words.map(capital).join(' ');
    if (naming === 'camel_case') return words[0] + words.slice(1).map(capital).join('');
    if (naming === 'action_object' && /^(click|open|view|apply)$/.test(words.at(-1) ?? ''))
      return [words.at(-1), ...words.slice(0, -1)].join('_');
    return name;
  };
  return events
    .map(({ id, name }, at) => ({ event: id, from: name, to: written(name), live: at === 0 }))
    .filter(({ from, to }) => from !== to);
}

/** What the four destinations call an event that is given no other name. */
export function namesThere(name: string): Draft['names'] {
  const words = name.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const isAdding = name === 'add_to_cart';
  return {
    data_layer: name,
    ga4: name,
    meta: isAdding ? 'AddToCart' : name,
    klaviyo: isAdding ? 'Added to Cart' : words.join(' '),
  };
}

/** What Rust says of where one event goes. */
export function sendFindings({ send }: Event): Finding[] {
  const name = send?.ga4?.name;
  return name !== undefined && !/^[a-z]\w{0,39}$/i.test(name)
    ? [
        error(
          'destination_name_invalid',
          'send',
          `Google Analytics does not take "${name}". Use letters, digits and underscores, at most 40, and no name it keeps for itself.`,
        ),
      ]
    : [];
}

/** What Rust says of when an event counts. */
export function conditionFindings({ onlyIf }: Event): Finding[] {
  return (onlyIf?.sources ?? []).flatMap((source, at) =>
    'value' in source && source.value.trim() === ''
      ? error(
          'condition_value_empty',
          'condition',
          'One of the ways by which visits come has no value. Write one, * for any, or take it out.',
          at,
        )
      : [],
  );
}

/** What the four destinations get of a hit; Klaviyo's script is not on the page. */
export function deliveries(name: string, parameters: Hit['parameters']): DeliveryView[] {
  const body = JSON.stringify(parameters);
  const outcomes = (
    granted: DeliveryOutcome,
    denied: DeliveryOutcome,
    gpc: DeliveryOutcome,
  ): DeliveryView['outcomes'] => ({ page: denied, granted, denied, gpc });
  const of = (
    destination: DestinationKind,
    call: string,
    outcomes: DeliveryView['outcomes'],
  ): DeliveryView => {
    const { label, purpose } = destinations[destination];
    return { destination, label, purpose, call, outcomes };
  };
  return [
    of(
      'data_layer',
      `dataLayer.push(${JSON.stringify({ event: name, ...parameters })})`,
      outcomes('would_send', 'would_send', 'would_send'),
    ),
    of('ga4', `gtag("event", "${name}", ${body})`, outcomes('would_send', 'held', 'would_send')),
    of(
      'meta',
      `fbq("trackCustom", "${name}", ${body}, {"eventID":"3f9c2a71d04be865-1773657000000"})`,
      outcomes('would_send', 'held', 'held'),
    ),
    of('klaviyo', `klaviyo.track("${name}", ${body})`, outcomes('waiting', 'held', 'held')),
  ];
}

/** What is said of other settings, and what they would rename. */
export function settingsCheck(settings: PlanSettings, open: OpenShop | null): SettingsCheck {
  const events = (open?.events ?? []).map(({ event }) => event);
  const renames = settings.naming === open?.settings.naming ? [] : renamesTo(settings, events);
  return { findings: settingsFindings(settings), renames };
}

/** The shop with its events by their new names, and what undo would take back. */
export function renamed(open: OpenShop, { naming }: PlanSettings, renames: Rename[]): OpenShop {
  const events = open.events.map((view) => {
    const name = renames.find(({ event }) => event === view.event.id)?.to ?? view.event.name;
    return { ...view, event: { ...view.event, name } };
  });
  const isSame = naming === open.settings.naming;
  const undo = isSame ? 'Change destinations and consent' : 'Change how events are named';
  return { ...open, events, undo };
}
