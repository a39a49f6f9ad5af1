/** How many dialogs are over the panel. Each tells it itself, so that no list of them can fall behind. */
let number = 0;

export const dialogs = {
  /** Whether one is open: what is behind it does not hear keys. */
  isOver: (): boolean => number > 0,

  /** One is open until the answer is called. */
  begin(): () => void {
    number++;
    return () => {
      number--;
    };
  },
};
