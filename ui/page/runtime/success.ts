/**
 * Submits that have to have worked: what the page shows within some seconds of the attempt, or on the page that
 * comes after it. Looks at the page only while an attempt is pending.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Trigger } from '../../generated/Trigger';
import { getAttribute, matchesCss, rootOf } from '../shared/dom';
import { inside, parentOf } from '../shared/tree';
import { find } from '../shared/match';
import type { Occasion } from '../shared/values';
import { $, fire, safely, starts, stops } from './core';

type Submit = Extract<Trigger, { type: 'submit' }>;

/** Time for an answer on the same page, and for the next page to come; milliseconds. */
const SOON = 10000;
const NEXT = 60000;
/** Time in which what changes is taken together, in milliseconds. */
const TOGETHER = 100;
/** After which what fades in is there, which changes nothing more; milliseconds. */
const FADED = 600;

const WORDS = ['class', 'id']
  .flatMap((name) =>
    ['success', 'thank', 'confirm', '-sent', '_sent'].map((word) => `[${name}*=${word} i]`),
  )
  .join();
const GOOD = WORDS + ',.sent,[role=status],[aria-live=polite]';
const BAD = '[role=alert],[class*=error i],[class*=invalid i],[id*=error i],[aria-invalid=true]';

/** The words of an element that is shown, a blank before; nothing if it is not shown. */
const shown = (element: Element): string =>
  (
    element.checkVisibility
      ? element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
      : element.getClientRects()[0]
  )
    ? ' ' + element.textContent.trim()
    : '';

/**
 * Notes for the visit, where the plan keeps one, when an event was tried, and gives what was noted before; empty: no
 * attempt is pending.
 */
const note = ({ id }: ConfigEvent, at: string): string | undefined => {
  if (!$.memory_) return;
  const session = $.memory_('session');
  const before = session['tried ' + id] as string | undefined;
  session['tried ' + id] = at;
  $.keep_!();
  return before;
};

/** Ends of the attempts that are pending, by event. */
const ends: { [event: string]: () => void } = {};

/** Waits for an answer; without a form, to an attempt on the page before. */
const wait = (event: ConfigEvent, occasion: Occasion | null, form?: Element): void => {
  const { success } = event.trigger as Submit;
  /** What the form stands in, with something else. */
  let place = form && parentOf(form);
  while (place && !place.children[1] && parentOf(place)) place = parentOf(place);

  /** What could be an answer, if it is shown, and its words. */
  const answers = (): [Element, string][] =>
    (success ? success.flatMap(find) : place ? inside(place, GOOD + ',:scope>*') : []).flatMap(
      (element): [Element, string][] => {
        const words = shown(element);
        return words ? [[element, words]] : [];
      },
    );
  const before = new Map(form && answers());

  const isAnswer = ([element, words]: [Element, string]): boolean =>
    success
      ? !before.has(element)
      : before.get(element) != words &&
        // No words yet, or not the last.
        !/^ $|\.\.\.$|\u2026$/.test(words) &&
        !element.contains(form!) &&
        (matchesCss(element, GOOD) || !shown(form!));
  const isComplaint = (element: Element): boolean =>
    !matchesCss(element, WORDS) &&
    !!(getAttribute(element, 'aria-invalid') || shown(element).trim());

  const look = (): void => {
    timer = 0;
    if (answers().some(isAnswer) && (success || !inside(place!, BAD).some(isComplaint))) {
      end();
      note(event, '');
      fire(event, occasion);
    }
  };
  const soon = (): void => {
    timer = timer || setTimeout(safely, TOGETHER, look);
    clearTimeout(late);
    late = setTimeout(safely, FADED, look);
  };
  const observer = new MutationObserver(soon);
  const end = (ends[event.id] = () => {
    observer.disconnect();
    clearTimeout(timer);
    clearTimeout(late);
    clearTimeout(last);
  });
  const last = setTimeout(end, SOON);
  let timer = 0;
  let late = 0;
  for (const root of [document, form ? rootOf(form) : document])
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  soon();
};

$.attempt_ = (event, occasion, cause) => {
  if ((event.trigger as Submit).outcome != 'success') return fire(event, occasion);
  if (ends[event.id]) ends[event.id]!();
  note(event, '' + Date.now());
  wait(event, occasion, cause.composedPath()[0] as Element);
};

starts.push(() => {
  for (const event of $.config_.events) {
    const { outcome, success } = event.trigger as Submit;
    if (outcome != 'success' || !(Date.now() - +(note(event, '') || 0) < NEXT)) continue;
    if (/[?&](customer|contact)_posted=true/.test(location.search))
      setTimeout(() => fire(event, null));
    else if (success) wait(event, null);
  }
  stops.push(() => Object.keys(ends).forEach((id) => ends[id]!()));
});
