/**
 * Development only: stands in for the shell by providing the two functions of Tauri that the panel's bundle
 * calls, so that the very bundle that ships runs in an ordinary browser. Never part of that bundle.
 */
import type { Notice } from '@types-rust/Notice';
import { toFailure } from './failures';
import { Shell } from './shell';
import { states } from './states';

type Handler = (event: { event: string; id: number; payload: Notice }) => void;

declare global {
  interface Window {
    /** For tests: the pretended shell, its calls and its notices. */
    mock: Shell;
    __TAURI_INTERNALS__: unknown;
  }
}

const handlers = new Map<number, Handler>();
const listening: number[] = [];

function tell(notice: Notice): void {
  for (const id of listening) handlers.get(id)?.({ event: 'waymark', id, payload: notice });
}

const wanted = new URLSearchParams(location.search).get('state') ?? 'first';
const shell = new Shell(tell, states[wanted] ?? states['first']!);
window.mock = shell;

window.__TAURI_EVENT_PLUGIN_INTERNALS__ = { unregisterListener: () => undefined };
window.__TAURI_INTERNALS__ = {
  transformCallback(handler: Handler): number {
    handlers.set(handlers.size + 1, handler);
    return handlers.size;
  },
  async invoke(
    command: string,
    args: Record<string, unknown> & { handler?: number },
  ): Promise<unknown> {
    if (command === 'plugin:event|listen') {
      listening.push(args.handler ?? 0);
      queueMicrotask(() => shell.listened());
      return 1;
    }
    await Promise.resolve();
    try {
      return await shell.answer(command, args);
    } catch (thrown) {
      throw toFailure(thrown);
    }
  },
};
