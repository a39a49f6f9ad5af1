/**
 * Trigger `gallery`: another picture came up, soon after the visitor did something in the gallery. Which picture is up
 * is told by what is marked as current, by the source of the large picture, or by where a strip was scrolled to.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { getAttribute, localName, matchesCss, unbound } from '../shared/dom';
import type { Occasion } from '../shared/values';
import { fire, listen, safely, stops, triggers } from './core';
import { all, childrenOf, inside, parentOf } from '../shared/tree';

/**
 * For so long what happens in a gallery is the visitor's doing, and after so long without change it is over;
 * milliseconds.
 */
const THEIRS = 1500;
const STILL = 200;
/** So many elements of a gallery are looked at, should it be half the page. */
const MOST = 50;

const CURRENT =
  '[aria-current]:not([aria-current=false]),[aria-selected=true],[aria-pressed=true],[aria-hidden=false],[class~=active],[class*=-active],[class*=-current],[class*=selected],input:checked';
const HIDDEN = '[hidden],[aria-hidden=true],[style*="display: none"]';
/** Copies at the ends of an endless slider. */
const COPY = '[class*=clone],[class*=duplicate]';
const PICTURE = 'img,picture,video,iframe,model-viewer';
/** What may stand for a picture without showing it. */
const ITEM = 'li,button,label,[role=tab]';

const boxOf = unbound(Element.prototype.getBoundingClientRect);

const some = (gallery: Element, css: string): Element[] => inside(gallery, css).slice(0, MOST);
const itemsOf = (list: Element): Element[] =>
  Array.from(childrenOf(list)).filter((item) => !matchesCss(item, COPY));
const hasPicture = (element: Element): boolean => !!all(element, PICTURE)[0];
/** What is of a kind makes a list; boxes also need the same first class. */
const kindOf = (element: Element): string =>
  localName(element).replace(/^(div|section)$/, () =>
    (getAttribute(element, 'class') || '').replace(/\s.*/, ''),
  );
/** The list that something is an item of. */
const listOf = (item: Element): Element[] =>
  itemsOf(parentOf(item)!).filter((other) => kindOf(other) == kindOf(item));

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
const marked = (gallery: Element): number =>
  some(gallery, CURRENT)
    .map((element) => numberOf(element, gallery, ITEM))
    .concat(
      some(gallery, HIDDEN).map((element) =>
        hasPicture(element)
          ? listOf(element).findIndex((item) => !matchesCss(item, HIDDEN)) + 1
          : 0,
      ),
    )
    .find((number) => number) || 0;

/** The file of the picture that is in no list. */
const large = (gallery: Element): string | undefined =>
  some(gallery, 'img')
    .filter((image) => !numberOf(image, gallery))
    .map((image) => (getAttribute(image, 'src') || '').split('?')[0])[0];

/** The number of the item at the left edge; 0 where they are too small to be what is looked at. Reads layout. */
const scrolled = (scroller: Element): number => {
  let items = itemsOf(scroller);
  if (!items[1] && items[0]) items = itemsOf(items[0]);
  const { left, width } = boxOf(scroller);
  const boxes = items.map(boxOf);
  const distances = boxes.map((box) => Math.abs(box.left - left));
  const at = distances.indexOf(Math.min(...distances));
  return boxes[at] && boxes[at].width > width * 0.3 ? at + 1 : 0;
};

const watch = (event: ConfigEvent): void => {
  /** Where strips were scrolled to; 1 where they never were. */
  const places = new WeakMap<Element, number>();
  /** What the visitor did something in, on what, and what was up before. */
  let gallery: Element | null = null;
  let path: readonly EventTarget[];
  let number = 0;
  let file: string | undefined;
  let scroller: Element | undefined;
  /** The picture that was told last. */
  let last: number | undefined;
  let timer = 0;
  let over = 0;

  const settle = (): void => {
    const place = scroller && scrolled(scroller);
    const isElsewhere = place && place != (places.get(scroller!) || 1);
    if (place) places.set(scroller!, place);
    if (!gallery) return;
    const [numberBefore, fileBefore] = [number, file];
    number = marked(gallery);
    file = large(gallery);
    const milestone =
      isElsewhere && gallery.contains(scroller!)
        ? place
        : number != numberBefore
          ? number
          : file != fileBefore
            ? numberOf(path[0] as Element, gallery, PICTURE, 3)
            : -1;
    // Marks that follow the scrolling tell nothing new.
    if (milestone < 0 || (milestone && milestone == last)) return;
    last = milestone;
    const occasion: Occasion = { path_: path, target_: gallery };
    if (milestone) occasion.milestone_ = milestone;
    fire(event, occasion);
  };
  const later = (): void => {
    clearTimeout(timer);
    // In a frame, where layout is known.
    timer = setTimeout(() => requestAnimationFrame(() => safely(settle)), STILL);
  };
  const observer = new MutationObserver(later);
  const end = (): void => {
    observer.disconnect();
    gallery = null;
  };
  const stay = (): void => {
    clearTimeout(over);
    over = setTimeout(() => {
      safely(settle);
      end();
    }, THEIRS);
  };

  const pathOf = (cause: Event): EventTarget[] => cause.composedPath();
  const act = (_: unknown, { target_: target, path_ }: Occasion, { type }: Event): void => {
    path = path_;
    // Something else turned it back meanwhile.
    if (/down/.test(type) && target == gallery && marked(gallery!) != last) last = 0;
    if (target != gallery) {
      end();
      gallery = target!;
      number = marked(gallery);
      file = large(gallery);
      last = 0;
      observer.observe(gallery, { subtree: true, childList: true, attributes: true });
    }
    stay();
  };
  for (const type of ['pointerdown', 'pointerup', 'keydown', 'wheel'])
    listen(
      type,
      [event],
      (cause) => {
        const { deltaX, deltaY } = cause as WheelEvent;
        // The page is scrolled, not what is in it.
        return Math.abs(deltaX) < Math.abs(deltaY) ? [] : pathOf(cause);
      },
      act,
    );
  listen('scroll', [event], pathOf, (_, { path_, target_: target }) => {
    scroller = path_[0] as Element;
    if (target == gallery) stay();
    later();
  });
  stops.push(() => {
    clearTimeout(timer);
    clearTimeout(over);
    end();
  });
};

triggers.gallery = (events) => events.forEach(watch);
