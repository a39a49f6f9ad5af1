/**
 * How commands are sent to the shell: what changes the draft, the plan or what is outlined in the order it was asked for, and
 * whatever goes wrong as a `Failure`. Which commands there are is said in `ipc`.
 */
import { invoke } from '@tauri-apps/api/core';
import type { Failure } from '@types-rust/Failure';

/** Whatever was thrown, as a `Failure`. */
export function toFailure(thrown: unknown): Failure {
  if (isFailure(thrown)) return thrown;
  return {
    code: 'internal',
    message: 'Something went wrong inside Waymark.',
    hint: thrown instanceof Error ? thrown.message : String(thrown),
    retryable: false,
  };
}

/** How long a command that does not answer holds up those behind it, in ms. */
const PATIENCE = 10_000;
/** Settles when the last command that has a place in a row is done. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Sends a command when those before it are done: the shell runs commands side by side, where one could overtake
 * another, and an outline that was taken away would come back.
 */
export function inOrder<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  const answer = afterwards<T>(command, args);
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  before = Promise.race([answer.catch(() => undefined), patience]);
  return answer;
}

/** Sends a command when those before it are done, and lets nobody wait for it: it may take its time. */
export function afterwards<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  return before.then(() => call<T>(command, args));
}

export async function call<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (thrown) {
    throw toFailure(thrown);
  }
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
