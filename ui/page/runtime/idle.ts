/** Later, when there is time. */

export const idle = (window.requestIdleCallback || setTimeout) as (
  act: () => void,
  options: { timeout: number },
) => void;
