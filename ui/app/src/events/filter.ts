/** Which events the list shows. Pure; how events are ordered and labelled is Rust's. */
import type { EventView } from '@types-rust/EventView';
import type { ProofState } from '@types-rust/ProofState';
import type { Stage } from '@types-rust/Stage';

export interface Filter {
  search: string;
  pageType: string;
  stage: Stage | '';
  proof: ProofState | '';
}

/** Events that contain every word of the search and fit the page type, stage and proof; empty means all. */
export function visible(events: EventView[], filter: Filter): EventView[] {
  const words = filter.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return events.filter(
    (view) =>
      (filter.stage === '' || view.event.stage === filter.stage) &&
      (filter.proof === '' || view.proof.state === filter.proof) &&
      (filter.pageType === '' || mayFireOn(view, filter.pageType)) &&
      words.every((word) => haystack(view).includes(word)),
  );
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
