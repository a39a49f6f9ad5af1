/**
 * Trigger `gallery`: another picture came up, soon after the visitor did something in the gallery. Which picture is up
 * is told by what is marked as current, by the source of the large picture, or by where a strip was scrolled to.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { getAttribute, localName, matchesCss, unbound } from '../shared/dom';
import { all, childrenOf, inside, parentOf } from './tree';
import type { Occasion } from '../shared/values';
import { fire, listen, safely, stops, triggers } from './core';

/** For so long what happens in a gallery is the visitor's doing, and after so long without change it is over; milliseconds. */
const THEIRS = 1500;
const STILL = 200;

const CURRENT =
  '[aria-current]:not([aria-current=false]),[aria-selected=true],[aria-pressed=true],[aria-hidden=false],[class~=active],[class*=-active],[class*=-current],[class*=selected],input:checked';
const HIDDEN = '[hidden],[aria-hidden=true],[style*="display: none"]';
/** Copies at the ends of an endless slider. */
const COPY = '[class*=clone],[class*=duplicate]';
/** What may stand for a picture without showing it. */
const ITEM = 'li,button,label,[role=tab]';
const PICTURE = 'img,picture,video,iframe,model-viewer';

/** A gallery in which the visitor did something. */
interface Watched {
  number_: number;
  large_: string | undefined;
  path_: readonly EventTarget[];
  /** What was scrolled in it. */
  scroller_?: Element;
  /** The picture that was told last. */
  last_?: number;
  over_?: number;
  end_(): void;
}

const boxOf = unbound(Element.prototype.getBoundingClientRect);

const hasPicture = (element: Element): boolean => !!all(element, PICTURE)[0];
const classes = (element: Element): string[] => (getAttribute(element, 'class') || '').split(/\s+/);

/** The list that something is an item of: siblings of its kind. Boxes are of a kind if they share a class. */
const listOf = (item: Element): Element[] =>
  Array.from(childrenOf(parentOf(item)!)).filter(
    (other) =>
      localName(other) == localName(item) &&
      !matchesCss(other, COPY) &&
      (!/^(div|section)$/.test(localName(item)) ||
        classes(item).some((name) => classes(other).indexOf(name) >= 0)),
  );

/** The number of the item that something is in, from 1; 0 where it is in no list of pictures or of such items. */
const numberOf = (element: Element, gallery: Element, items = PICTURE, least = 2): number => {
  for (let item: Element | null = element; item && item != gallery; item = parentOf(item)) {
    const list = listOf(item);
    if (list[least - 1] && list.every((each) => matchesCss(each, items) || hasPicture(each)))
      return list.indexOf(item) + 1;
  }
  return 0;
};

/** The number of the picture that is marked as current, or of the one that is not hidden; 0 if none is. */
const marked = (gallery: Element): number => {
  for (const element of inside(gallery, CURRENT)) {
    const number = numberOf(element, gallery, ITEM);
    if (number) return number;
  }
  for (const element of inside(gallery, HIDDEN))
    if (hasPicture(element))
      return listOf(element).findIndex((item) => !matchesCss(item, HIDDEN)) + 1;
  return 0;
};

/** The file of the picture that is in no list. */
const large = (gallery: Element): string | undefined =>
  inside(gallery, 'img')
    .filter((image) => !numberOf(image, gallery))
    .map((image) => (getAttribute(image, 'src') || '').split('?')[0])[0];

/** The number of the item at the left edge; 0 where they are too small to be what is looked at. Reads layout. */
const scrolled = (scroller: Element): number => {
  let list = childrenOf(scroller);
  if (!list[1] && list[0]) list = childrenOf(list[0]);
  const { left, width } = boxOf(scroller);
  const boxes = Array.from(list)
    .filter((item) => !matchesCss(item, COPY))
    .map(boxOf);
  const distances = boxes.map((box) => Math.abs(box.left - left));
  const at = distances.indexOf(Math.min(...distances));
  return boxes[at] && boxes[at].width > width * 0.3 ? at + 1 : 0;
};

const watch = (event: ConfigEvent): void => {
  /** Where strips were scrolled to; 1 where they never were. */
  const places = new WeakMap<Element, number>();
  const live = new Map<Element, Watched>();
  let timer = 0;

  const settle = (gallery: Element): void => {
    const it = live.get(gallery);
    if (!it) return;
    const { scroller_: scroller, number_, large_, path_: path, last_: last } = it;
    const place = scroller && scrolled(scroller);
    const number = (it.number_ = marked(gallery));
    const file = (it.large_ = large(gallery));
    const isElsewhere = place && place != (places.get(scroller) || 1);
    if (place) places.set(scroller, place);
    if (!isElsewhere && number == number_ && file == large_) return;
    const milestone = isElsewhere
      ? place
      : number != number_
        ? number
        : numberOf(path[0] as Element, gallery, PICTURE, 3);
    // Marks that follow the scrolling.
    if (milestone && milestone == last) return;
    it.last_ = milestone;
    const occasion: Occasion = { path_: path, target_: gallery };
    if (milestone) occasion.milestone_ = milestone;
    fire(event, occasion);
  };
  const later = (act: () => void): void => {
    clearTimeout(timer);
    // Then layout is known.
    timer = setTimeout(() => requestAnimationFrame(() => safely(act)), STILL);
  };

  const act = (_: unknown, { target_, path_: path }: Occasion): void => {
    const gallery = target_!;
    let it = live.get(gallery);
    if (!it) {
      const observer = new MutationObserver(() => later(() => settle(gallery)));
      observer.observe(gallery, { subtree: true, childList: true, attributes: true });
      it = {
        number_: marked(gallery),
        large_: large(gallery),
        path_: path,
        end_() {
          observer.disconnect();
          clearTimeout(this.over_);
          live.delete(gallery);
        },
      };
      live.set(gallery, it);
    }
    it.path_ = path;
    stay(gallery, it);
  };
  const stay = (gallery: Element, it: Watched): void => {
    clearTimeout(it.over_);
    it.over_ = setTimeout(() => {
      safely(() => settle(gallery));
      it.end_();
    }, THEIRS);
  };

  const pathOf = (cause: Event): EventTarget[] => cause.composedPath();
  for (const type of ['pointerdown', 'pointerup', 'keydown']) listen(type, [event], undefined, act);
  listen(
    'wheel',
    [event],
    (cause) => {
      const { deltaX, deltaY } = cause as WheelEvent;
      return Math.abs(deltaX) > Math.abs(deltaY) ? pathOf(cause) : [];
    },
    act,
  );
  listen('scroll', [event], undefined, (_, { path_: path, target_ }) => {
    const gallery = target_!;
    const scroller = path[0] as Element;
    const it = live.get(gallery);
    if (it) {
      it.scroller_ = scroller;
      stay(gallery, it);
      later(() => settle(gallery));
    } else later(() => places.set(scroller, scrolled(scroller)));
  });
  stops.push(() => {
    clearTimeout(timer);
    live.forEach((it) => it.end_());
  });
};

triggers.gallery = (events) => events.forEach(watch);
