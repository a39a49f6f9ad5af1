/** Which events the list shows. Pure; how events are ordered and labelled is Rust's. */
import type { EventView } from '@types-rust/EventView';
import type { Platform } from '@types-rust/Platform';
import type { ProofState } from '@types-rust/ProofState';
import type { Stage } from '@types-rust/Stage';
import type { Status } from '@types-rust/Status';
import { platformsOf, shows } from './proofs';

/** How far the work is, or where an event should exist. */
export type Standing = Status | Platform | '';

export interface Filter {
  search: string;
  pageType: string;
  stage: Stage | '';
  standing: Standing;
  owner: string;
  proof: ProofState | '';
}

/** Events that contain every word of the search and fit all else that is chosen; empty means all. */
export function visible(events: EventView[], filter: Filter): EventView[] {
  const words = filter.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return events.filter(
    (view) =>
      (filter.stage === '' || view.event.stage === filter.stage) &&
      (filter.standing === '' || stands(view, filter.standing)) &&
      (filter.owner === '' || view.event.owner === filter.owner) &&
      (filter.proof === '' || shows(view, filter.proof)) &&
      (filter.pageType === '' || mayFireOn(view, filter.pageType)) &&
      words.every((word) => haystack(view).includes(word)),
  );
}

function stands(view: EventView, wanted: Status | Platform): boolean {
  return view.event.status === wanted || platformsOf(view).some((platform) => platform === wanted);
}

/** Who answers for events, by name. */
export function owners(events: EventView[]): string[] {
  const named = events.flatMap((view) => view.event.owner || []);
  return [...new Set(named)].sort((one, other) => one.localeCompare(other));
}

/** An event without page types is on every page, so every page type's filter shows it. */
function mayFireOn(view: EventView, pageType: string): boolean {
  const wanted = view.event.where.pageTypes ?? [];
  return wanted.length === 0 ? !view.event.where.url : wanted.includes(pageType);
}

function haystack(view: EventView): string {
  const { name, description = '', owner = '' } = view.event;
  return `${name} ${view.targetLabel} ${view.scopeLabel} ${description} ${owner}`.toLocaleLowerCase();
}
