/** Short messages at the panel's foot, and the sentence the live region reads out. */
import type { Failure } from '@types-rust/Failure';
import { toFailure } from '../lib/ipc';

export interface Toast {
  id: number;
  tone: 'plain' | 'bad';
  text: string;
  hint: string;
  action: { label: string; run: () => void } | null;
}

/** How long a toast stays, in milliseconds, unless the pointer or focus rests on it. */
const STAY = 8_000;
/** More would cover the panel. */
const MOST = 3;

class Toasts {
  list = $state.raw<Toast[]>([]);
  #last = 0;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Says that something was done, in place of what was said of what was done before: an undo means the last. */
  say(text: string, action: Toast['action'] = null): void {
    for (const said of this.list) if (said.tone === 'plain') this.dismiss(said.id);
    this.#add({ tone: 'plain', text, hint: '', action });
  }

  fail(failure: Failure): void {
    const same = this.list.find((toast) => toast.tone === 'bad' && toast.text === failure.message);
    if (same) this.dismiss(same.id);
    this.#add({ tone: 'bad', text: failure.message, hint: failure.hint, action: null });
  }

  dismiss(id: number): void {
    this.hold(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Keep a toast while somebody is on it. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** Let its time run again. */
  release(id: number): void {
    this.hold(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), STAY),
    );
  }

  #add(toast: Omit<Toast, 'id'>): void {
    const id = ++this.#last;
    for (const old of this.list.slice(0, Math.max(0, this.list.length - MOST + 1)))
      this.dismiss(old.id);
    this.list = [...this.list, { ...toast, id }];
    this.release(id);
  }
}

export const toasts = new Toasts();

/** Runs a command; a failure becomes a toast and `null`. */
export async function attempt<T>(command: Promise<T>): Promise<T | null> {
  try {
    return await command;
  } catch (thrown) {
    toasts.fail(toFailure(thrown));
    return null;
  }
}

/** Something was asked for that would take an open draft's changes with it. */
export function sayUnsaved(): void {
  const message = 'Save or discard the open event first.';
  toasts.fail({ code: 'conflict', message, hint: '', retryable: false });
}
