/**
 * While a walk is recorded: reports what a person does with which element, with the page as it was at that moment. One
 * press of a button or a key is one act. What was typed stays here, but for words to search for and numbers of pieces.
 */
import type { Gesture } from '../../generated/Gesture';
import { clickableAncestor } from '../shared/clickable';
import { getAttribute, getter, localName, matchesCss } from '../shared/dom';
import { post } from './channel';
import { onWindow } from './frames';
import { listen } from './page';
import { isPicking } from './pointing';
import { postSnapshot } from './telling';

/** How long a press may take to become a click, in ms. */
const SOON = 1000;
const LONGEST_VALUE = 100;

const TEXT_FIELDS =
  'textarea,input:not([type=button i],[type=submit i],[type=reset i],[type=image i],[type=checkbox i],[type=radio i],[type=file i],[type=color i],[type=range i],[type=hidden i])';
/** Where what is typed says what is looked for. A password or an address is none, whatever its name is. */
const SEARCHES =
  'input:is([type=search i],:is([type=text i],:not([type])):is([role=searchbox i],[name=q],[name=query],[name=s],[name=search],[name=search_query],[name=keyword],[name=keywords],[name=term]))';
const PIECES =
  'input:is([type=number i],[type=text i],:not([type])):is([name*=quantity i],[name*=qty i],[name^="updates["])';

const valueOf = getter<string>(HTMLInputElement, 'value') as (field: Element) => string;

let recording = false;
/** Counts presses of buttons and keys; a press that became an act becomes no other. */
let presses = 0;
let used = 0;
let pressedAt = -Infinity;
/** What fields held when they were reported. */
let told = new WeakMap<Element, string>();

/** Begins or ends to report. */
export function record(on: boolean): void {
  recording = on;
  used = presses;
  told = new WeakMap();
}

/** Somebody wants to know what is done. */
export function isRecording(): boolean {
  return recording;
}

/** Which events of the plan a gesture is of. */
export function tellMeant(events: string[]): void {
  if (recording && events.length > 0) post({ kind: 'meant', events });
}

/** Must be installed before what proves hits, so that an act is reported before what comes of it. */
export function installRecording(): void {
  onWindow((window) => {
    listen(window, 'pointerdown', onPress);
    listen(window, 'keydown', onKey);
    listen(window, 'click', onClick);
    listen(window, 'change', onChange);
  });
}

function subjectOf(event: Event): Element | null {
  const [innermost] = event.composedPath();
  if (!recording || !event.isTrusted || isPicking()) return null;
  return innermost && 'getAttribute' in innermost ? (innermost as Element) : null;
}

function onPress(event: Event): void {
  if (!event.isTrusted) return;
  presses++;
  pressedAt = performance.now();
}

function onKey(event: Event): void {
  onPress(event);
  const field = subjectOf(event);
  const { key, repeat } = event as KeyboardEvent;
  if (!field || key !== 'Enter' || repeat || localName(field) === 'textarea') return;
  if (!matchesCss(field, TEXT_FIELDS)) return;
  // The click that the form's button gets of it is no act of its own.
  used = presses;
  tellTyped(field);
  tell('enter', field);
}

function onClick(event: Event): void {
  const subject = subjectOf(event);
  // A label hands its click on; a script clicks without a press.
  if (!subject || used === presses || performance.now() - pressedAt > SOON) return;
  // What comes of these is told by their change.
  if (matchesCss(subject, TEXT_FIELDS) || matchesCss(subject, 'select,option')) return;
  used = presses;
  tell('click', clickableAncestor(subject));
}

function onChange(event: Event): void {
  const field = subjectOf(event);
  if (!field) return;
  if (matchesCss(field, TEXT_FIELDS)) tellTyped(field);
  else if (localName(field) === 'select') tell('choose', field);
  else if (used !== presses) {
    // A box or a radio button, by a key.
    used = presses;
    tell('click', field);
  }
}

function tellTyped(field: Element): void {
  const value = localName(field) === 'input' ? valueOf(field) : '';
  if (localName(field) === 'input') {
    if (told.get(field) === value || (value === '' && !told.has(field))) return;
    told.set(field, value);
  }
  const isKept =
    matchesCss(field, SEARCHES) || (matchesCss(field, PIECES) && /^\d{1,4}$/.test(value));
  const isSecret = /^(current|new)-password$|one-time-code/.test(
    getAttribute(field, 'autocomplete') ?? '',
  );
  tell('type', field, isKept && !isSecret ? value.slice(0, LONGEST_VALUE) : null);
}

function tell(gesture: Gesture, element: Element, value: string | null = null): void {
  const loaded = document.readyState !== 'loading';
  postSnapshot(element, (snapshot) => ({ kind: 'acted', gesture, snapshot, value, loaded }));
}
