/** Where one event goes, beside the plan's rule: to each destination, under its own name. */
import type { DestinationKind } from '@types-rust/DestinationKind';
import type { Event } from '@types-rust/Event';
import type { Sending } from '@types-rust/Sending';

/** Changes how the event goes to a destination, and leaves out what says nothing. */
export function sendTo(event: Event, kind: DestinationKind, change: Sending): void {
  const { [kind]: own, ...others } = event.send ?? {};
  const sending: Sending = { ...own, ...change };
  if (!sending.off) delete sending.off;
  if (!sending.name) delete sending.name;
  const all = Object.keys(sending).length > 0 ? { ...others, [kind]: sending } : others;
  if (Object.keys(all).length > 0) event.send = all;
  else delete event.send;
}
