/** Which elements a rule means. Apart from the matcher because a runtime whose triggers only follow paths never asks. */
import type { Selector } from '../../generated/Selector';
import { find } from './match';

/** What an ordered list of selectors means: the first that matches anything counts. */
export function resolve(selectors: readonly Selector[]): { selector: number; elements: Element[] } {
  for (let selector = 0; selector < selectors.length; selector++) {
    const elements = find(selectors[selector]!);
    if (elements.length) return { selector, elements };
  }
  return { selector: -1, elements: [] };
}
