/** Trigger `submit`: of the form, of something around it, or by one of its submit buttons. */
import { getter, matchesCss } from '../shared/dom';

const elementsOf = getter<HTMLFormControlsCollection>(HTMLFormElement, 'elements');
const BUTTONS = 'button:not([type]),[type=submit i],[type=image i]';

$.triggers_.submit = (events) =>
  $.listen_('submit', events, (event) => {
    const path = event.composedPath();
    const { submitter } = event as SubmitEvent;
    const buttons = submitter
      ? [submitter]
      : Array.from(elementsOf(path[0] as Node)).filter((element) => matchesCss(element, BUTTONS));
    return (buttons as EventTarget[]).concat(path);
  });
