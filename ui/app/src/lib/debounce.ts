/** Delays work until input has been quiet for a while. */

export interface Debounced {
  /** Start, or start over, the waiting time. */
  later(): void;
  /** Forget what waits. */
  cancel(): void;
}

/** Runs `work` once `quiet` milliseconds after the last call of `later`. */
export function debounce(work: () => void, quiet: number): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = (): void => {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
  };
  return {
    later() {
      cancel();
      timer = setTimeout(() => {
        timer = undefined;
        work();
      }, quiet);
    },
    cancel,
  };
}
