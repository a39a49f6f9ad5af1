/**
 * Where the element of an event under test can be pictured, told when it is pressed, so that the picture is taken before the
 * page goes on, or else when it fires; and what in and around it no picture may show. Whether it proves anything lies in
 * `watch.ts`.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { matchesCss, unbound } from '../shared/dom';
import { allIn, frameDocument, shadowOf, type Root } from '../shared/hops';
import { mask } from '../shared/mask';
import { hitBy, resolve } from '../shared/match';
import { firstChild, nextSibling, nodeType } from '../shared/text';
import { post } from './channel';
import { boxInTop, onWindow } from './frames';
import { isConnected, isVisible, listen } from './page';
import { isPicking } from './pointing';
import { pathOf, tracesOf } from './traces';

type Box = [x: number, y: number, width: number, height: number];

/** One element at one moment. */
interface Frame {
  frame: number;
  events: string[];
  element: Element;
  at: number;
  bounds: Box;
  covers: Box[];
}

/** The margin of a picture, and some more, in CSS pixels. */
const AROUND = 16;
/** So much of an element has to be in the viewport, in CSS pixels either way. */
const SEEN = 8;
/** Elements that are looked at for what has to be covered; where there are more, there is no picture. */
const MOST_ELEMENTS = 30_000;
const MOST_COVERS = 60;
/** Elements that one press may be about: a button in a card in a list. */
const MOST_OF_PRESS = 3;
const MOST_FRAMES = 12;
/** A picture is not taken again within so many milliseconds. */
const APART = 2000;
/** What two readings of a box may differ by. */
const SLACK = 1;

/** Whatever holds what people type or choose, or may: foreign frames cannot be looked into. */
const FIELDS =
  'textarea,select,input:not([type=button i],[type=submit i],[type=reset i],[type=image i],[type=checkbox i],[type=radio i],[type=hidden i],[type=range i],[type=color i]),[contenteditable]:not([contenteditable=false i]),[role=textbox i],[role=searchbox i],[role=combobox i],iframe,object,embed';

const substring = unbound(CharacterData.prototype.substringData);
const LONGEST_TEXT = 500;

let underTest: () => ConfigEvent[] = () => [];
let frames: Frame[] = [];

/** `events` gives those of the config that may fire on this page. */
export function installFraming(events: () => ConfigEvent[]): void {
  underTest = events;
  onWindow((window) => {
    for (const type of ['pointerdown', 'keydown']) listen(window, type, onPress);
  });
}

/** Another config is under test, or none. */
export function forgetFrames(): void {
  frames = [];
}

function onPress(event: Event): void {
  if (!event.isTrusted || isPicking()) return;
  if (event.type === 'keydown' && !/^( |Enter)$/.test((event as KeyboardEvent).key)) return;
  const path = pathOf(event);
  const pressed = new Map<Element, string[]>();
  for (const { id, selectors = [] } of underTest()) {
    const element = selectors[0] && hitBy(selectors, path);
    if (element) pressed.set(element, [...(pressed.get(element) ?? []), id]);
  }
  for (const [element, ids] of Array.from(pressed).slice(0, MOST_OF_PRESS)) tell(element, ids);
}

/** An event is about to be told as proven: its element is framed, unless it was just now. */
export function frameOf({ id, selectors = [] }: ConfigEvent): void {
  const known = frames.find(({ events }) => events.includes(id));
  if (!selectors[0] || (known && performance.now() - known.at < APART)) return;
  const { elements } = resolve(selectors);
  const [touched] = tracesOf(['pointerover', 'click', 'play'], Infinity);
  const own = touched && hitBy(selectors, touched.path);
  const element = own && inViewport(own) ? own : elements.find(inViewport);
  if (element) tell(element, [id]);
}

/** Says so if a frame is as it was told: nothing moved, and nothing came that has to be covered. */
export function tellStill(frame: number): void {
  const told = frames.find((each) => each.frame === frame);
  if (!told || !isConnected(told.element)) return;
  const covers = coversAround(told.bounds);
  if (covers && isNear(told.bounds, boxInTop(told.element)) && areNear(told.covers, covers))
    post({ kind: 'still', frame });
}

function tell(element: Element, events: string[]): void {
  if (!inViewport(element)) return;
  const bounds = boxInTop(element);
  const covers = coversAround(bounds);
  if (!covers) return;
  const [frame = 0] = crypto.getRandomValues(new Uint32Array(1));
  frames = [{ frame, events, element, at: performance.now(), bounds, covers }, ...frames];
  frames.length = Math.min(frames.length, MOST_FRAMES);
  post({ kind: 'framed', frame, events, bounds, covers });
}

function inViewport(element: Element): boolean {
  if (!isVisible(element)) return false;
  const [x, y, width, height] = boxInTop(element);
  const across = Math.min(x + width, innerWidth) - Math.max(x, 0);
  const down = Math.min(y + height, innerHeight) - Math.max(y, 0);
  return across >= Math.min(SEEN, width) && down >= Math.min(SEEN, height);
}

/** Boxes near these bounds that have to be covered; `null` where that cannot be told. */
function coversAround(bounds: Box): Box[] | null {
  const covers: Box[] = [];
  let left = MOST_ELEMENTS;
  const look = (root: Root): boolean => {
    for (const element of Array.from(allIn(root, '*'))) {
      if (!left--) return false;
      const inner = frameDocument(element) ?? shadowOf(element);
      if (inner && !look(inner)) return false;
      const isField = !frameDocument(element) && matchesCss(element, FIELDS);
      if (!isField && !isPersonal(element)) continue;
      const box = boxInTop(element);
      if (isVisible(element) && touches(bounds, box)) covers.push(box);
      if (covers.length > MOST_COVERS) return false;
    }
    return true;
  };
  return look(document) ? covers : null;
}

/** Its own words name somebody: an address, a number. */
function isPersonal(element: Element): boolean {
  let words = '';
  for (let child = firstChild(element); child; child = nextSibling(child))
    if (nodeType(child) === 3) words += substring(child as unknown as Text, 0, LONGEST_TEXT);
  return /[@\d]/.test(words) && mask(words) !== words;
}

function touches([x, y, width, height]: Box, [left, top, across, down]: Box): boolean {
  return (
    left < x + width + AROUND &&
    left + across > x - AROUND &&
    top < y + height + AROUND &&
    top + down > y - AROUND
  );
}

function isNear(one: Box, other: Box): boolean {
  return one.every((side, at) => Math.abs(side - other[at]!) <= SLACK);
}

function areNear(some: Box[], others: Box[]): boolean {
  return some.length === others.length && some.every((box, at) => isNear(box, others[at]!));
}
