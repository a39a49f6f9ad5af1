/** Walks through the shop: the one that is recorded, the one that is played, and the one that is looked at. */
import type { PlayView } from '@types-rust/PlayView';
import type { RecordingView } from '@types-rust/RecordingView';
import type { WalkView } from '@types-rust/WalkView';
import * as ipc from '../lib/ipc';
import { events } from './events.svelte';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

/** Waits longer than this are shown, in milliseconds. */
const SLOW = 300;

class Walking {
  /** The dialog is open. */
  open = $state(false);
  /** What was done so far of the walk that is recorded. */
  recording = $state.raw<RecordingView | null>(null);
  /** The walk that is looked at. */
  shown = $state.raw<WalkView | null>(null);
  /** The walk that is played, until it ends. */
  playing = $state.raw<PlayView | null>(null);
  /** A walk is being kept, or one begins. */
  busy = $state(false);
  /** Keeping it takes longer than nobody notices. */
  slow = $state(false);

  async know(): Promise<void> {
    this.recording = await attempt(ipc.recording());
  }

  begin(): void {
    this.open = true;
  }

  close(): void {
    this.open = false;
    this.shown = null;
  }

  reset(): void {
    this.close();
    this.recording = null;
    this.playing = null;
    this.busy = this.slow = false;
  }

  async record(): Promise<void> {
    this.close();
    this.recording = await attempt(ipc.beginWalk());
  }

  async keep(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const timer = setTimeout(() => (this.slow = true), SLOW);
    const kept = await attempt(ipc.keepWalk());
    clearTimeout(timer);
    this.busy = this.slow = false;
    // A walk that could not be kept is still there, to be kept later.
    if (!kept) return;
    this.recording = null;
    session.take(kept.overview);
    this.open = true;
    await this.show(kept.walk);
  }

  /** The walk is not kept yet after all, and goes on. */
  stopKeeping(): void {
    void attempt(ipc.stopKeeping());
  }

  async drop(): Promise<void> {
    this.recording = null;
    await attempt(ipc.dropWalk());
  }

  async show(id: string): Promise<void> {
    this.shown = await attempt(ipc.walk(id));
  }

  back(): void {
    this.shown = null;
  }

  async rename(id: string, name: string): Promise<void> {
    const overview = await attempt(ipc.renameWalk(id, name));
    if (overview) session.take(overview);
    if (this.shown?.id === id) await this.show(id);
  }

  async delete(id: string, name: string): Promise<void> {
    const overview = await attempt(ipc.deleteWalk(id));
    if (!overview) return;
    session.take(overview);
    this.shown = null;
    toasts.say(`Deleted the walk “${name}”.`, { label: 'Undo', run: () => void events.undo() });
  }

  async play(id: string): Promise<void> {
    this.busy = true;
    const play = await attempt(ipc.playWalk(id));
    this.busy = false;
    if (play) this.played(play);
  }

  async stop(): Promise<void> {
    await attempt(ipc.stopPlay());
  }

  recorded(view: RecordingView | null): void {
    // What still comes of a walk that was put away is late.
    if (this.recording) this.recording = view;
  }

  played(play: PlayView): void {
    this.playing = play.end === null ? play : null;
    if (this.shown?.id === play.walk) this.shown = { ...this.shown, play };
  }
}

export const walking = new Walking();
