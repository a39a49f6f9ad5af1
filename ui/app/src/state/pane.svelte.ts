/** What the shop pane shows and which mode it is in, as the shell last said. */
import type { PaneDevice } from '@types-rust/PaneDevice';
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
  device: null,
  pageType: null,
  error: null,
  picking: false,
  pointing: false,
  frozen: false,
  testing: false,
  testSends: false,
  testConsent: null,
  hover: '',
};

/** How long a page may take to arrive before nobody waits for it any more, in ms. */
const PATIENCE = 30_000;

class Pane {
  view = $state.raw<PaneView>(blank);
  /** Who waits for a page. */
  #waiting: { begun: boolean; done: (arrived: boolean) => void } | null = null;

  take(view: PaneView): void {
    this.view = view;
    const waiting = this.#waiting;
    if (!waiting) return;
    waiting.begun ||= view.loading;
    if (view.error || (waiting.begun && !view.loading)) waiting.done(!view.error);
  }

  /** Settles once the page that is asked for next is there: `false` where it does not come, or another is asked for. */
  arrival(): Promise<boolean> {
    this.#waiting?.done(false);
    return new Promise((resolve) => {
      const late = setTimeout(() => done(false), PATIENCE);
      const done = (arrived: boolean): void => {
        clearTimeout(late);
        if (this.#waiting?.done === done) this.#waiting = null;
        resolve(arrived);
      };
      this.#waiting = { begun: false, done };
    });
  }

  /** Asks what the pane shows; from then on the shell tells of changes. */
  async start(): Promise<void> {
    const before = this.view;
    const view = await attempt(ipc.pane());
    // What was told meanwhile is newer.
    if (view && this.view === before) this.take(view);
  }

  clear(): void {
    this.#waiting?.done(false);
    this.view = blank;
  }

  async go(action: ipc.PaneAction): Promise<void> {
    await attempt(ipc.paneGo(action));
  }

  async look(device: PaneDevice | null): Promise<void> {
    await attempt(ipc.setDevice(device));
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
