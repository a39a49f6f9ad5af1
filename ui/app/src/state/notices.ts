/** Takes what the shell says unasked to the store it concerns. */
import type { Notice } from '@types-rust/Notice';
import { auditing } from './auditing.svelte';
import { catalogue } from './catalogue.svelte';
import { checking } from './checking.svelte';
import { devices } from './devices.svelte';
import { draft } from './draft.svelte';
import { events } from './events.svelte';
import { guiding } from './guiding.svelte';
import { leading } from './leading.svelte';
import { packing } from './packing.svelte';
import { pane } from './pane.svelte';
import { pointing } from './pointing.svelte';
import { proving } from './proving.svelte';
import { publications } from './publication.svelte';
import { session } from './session.svelte';
import { testing } from './testing.svelte';
import { toasts } from './toasts.svelte';
import { trying } from './trying.svelte';
import { walking } from './walking.svelte';

export function hear(notice: Notice): void {
  switch (notice.kind) {
    case 'pane':
      if (pane.view.picking && !notice.data.picking) {
        draft.pickingEnded();
        catalogue.pickingEnded();
      }
      pane.take(notice.data);
      return guiding.moved(notice.data);
    case 'draft':
      return draft.picked(notice.data);
    case 'pointed':
      return void pointing.arrived();
    case 'matches':
      draft.counted(notice.data);
      guiding.counted(notice.data);
      return events.counted(notice.data);
    case 'picture':
      guiding.pictured();
      return draft.pictured(notice.data.id, notice.data.data);
    case 'check_over':
      return checking.ended(notice.data);
    case 'sampling':
      return trying.progressed(notice.data);
    case 'ways':
      return leading.progressed(notice.data);
    case 'proving':
      return proving.progressed(notice.data);
    case 'hit':
      return testing.take(notice.data);
    case 'recording':
      return walking.recorded(notice.data);
    case 'play':
      return walking.played(notice.data);
    case 'publishing':
      return publications.step(notice.data.publication, notice.data.target, notice.data.step);
    case 'place_ended':
      return publications.ended(notice.data.publication, notice.data.outcome);
    case 'audit':
      return auditing.progressed(notice.data);
    case 'audits':
      return auditing.changed();
    case 'audit_ended':
      void devices.read();
      return auditing.ended(notice.data);
    case 'pack':
      return packing.told(notice.data);
    case 'audit_wanted':
      return auditing.want(notice.data);
    case 'overview':
      return session.take(notice.data);
    case 'failure':
      return toasts.fail(notice.data);
  }
}
