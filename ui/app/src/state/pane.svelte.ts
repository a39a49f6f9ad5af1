/** What the shop pane shows and which mode it is in, as the shell last said. */
import type { PaneView } from '@types-rust/PaneView';
import type { TestConsent } from '@types-rust/TestConsent';
import * as ipc from '../lib/ipc';
import { attempt } from './toasts.svelte';

const blank: PaneView = {
  url: '',
  title: '',
  loading: false,
  canBack: false,
  canForward: false,
  pageType: null,
  error: null,
  picking: false,
  frozen: false,
  testing: false,
  testSends: false,
  testConsent: null,
  hover: '',
};

class Pane {
  view = $state.raw<PaneView>(blank);

  take(view: PaneView): void {
    this.view = view;
  }

  /** Asks what the pane shows; from then on the shell tells of changes. */
  async start(): Promise<void> {
    const before = this.view;
    const view = await attempt(ipc.pane());
    // What was told meanwhile is newer.
    if (view && this.view === before) this.take(view);
  }

  clear(): void {
    this.view = blank;
  }

  async go(action: ipc.PaneAction): Promise<void> {
    await attempt(ipc.paneGo(action));
  }

  async pick(on: boolean): Promise<void> {
    await attempt(ipc.setPicking(on));
  }

  async freeze(on: boolean): Promise<void> {
    await attempt(ipc.setFrozen(on));
  }

  /** Whether destinations really get what fires in a test, and what the visitor is taken to have said. */
  async testWith(sends: boolean, consent: TestConsent | null): Promise<void> {
    await attempt(ipc.setTestSettings(sends, consent));
  }

  async test(on: boolean): Promise<void> {
    await attempt(ipc.setTesting(on));
  }
}

export const pane = new Pane();
