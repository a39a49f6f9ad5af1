/** What a form's submission is about: the button that caused it, then the form and what is around it. */
import { getter, matchesCss } from './dom';

export const elementsOf = getter<HTMLFormControlsCollection>(HTMLFormElement, 'elements');
export const BUTTONS = 'button:not([type]),[type=submit i],[type=image i]';

/** Path of a `submit` event with its button, or, where a script named none, with all buttons of the form. */
export function submitPath(event: Event): EventTarget[] {
  const path = event.composedPath();
  const { submitter } = event as SubmitEvent;
  const buttons: EventTarget[] = submitter
    ? [submitter]
    : Array.from(elementsOf(path[0] as Node)).filter((element) => matchesCss(element, BUTTONS));
  return buttons.concat(path);
}
