/** The beginning of a long list. One more line would only say that there is one more, so it is shown instead. */
export function beginning<T>(list: readonly T[], first: number, all: boolean): readonly T[] {
  return all || isShort(list.length, first) ? list : list.slice(0, first);
}

/** Whether a list of so many is shown whole at once. */
export function isShort(length: number, first: number): boolean {
  return length <= first + 1;
}
