/** Trigger `visible`: enough of the element was in view for long enough, in a tab that was in front. */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Trigger } from '../../generated/Trigger';

type Visible = Extract<Trigger, { type: 'visible' }>;

/** Browsers round: of an element that is all in view they may say a little less. */
const ENOUGH = 0.99;

/** Says false of what has its place in view but is not drawn, as popups before they open. */
const isDrawn = (element: Element): boolean =>
  !element.checkVisibility ||
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

const watch = (event: ConfigEvent): void => {
  const { percent = 50, millis = 1000, per } = event.trigger as Visible;
  /** What counted on this page: elements, or the rule itself. */
  let done = new WeakSet<object>();
  /** By the share of the element that they wait for: what is larger than the viewport cannot show all of itself. */
  let observers: { [share: string]: IntersectionObserver } = {};
  /** Of what is in view. */
  const timers = new Map<Element, number>();

  const observe = (element: Element, share: number): void => {
    const observer = (observers[share] =
      observers[share] ||
      new IntersectionObserver((entries) => $.safely_(() => entries.forEach(look)), {
        threshold: share,
      }));
    const look = ({
      target,
      boundingClientRect: size,
      intersectionRect: seen,
      intersectionRatio,
      isIntersecting,
      rootBounds,
    }: IntersectionObserverEntry): void => {
      const most = (side: 'width' | 'height'): number =>
        Math.min(1, (rootBounds || size)[side] / size[side]) || 1;
      const right = +((percent / 100) * ENOUGH * most('width') * most('height')).toPrecision(3);
      if (right != share) {
        observer.unobserve(target);
        observe(target, right);
      } else if (!isIntersecting || intersectionRatio < share) {
        clearTimeout(timers.get(target));
        timers.delete(target);
      } else if (!timers.has(target)) {
        const end = (): void => {
          timers.delete(target);
          observer.unobserve(target);
          const key = per == 'element' ? target : event;
          if (!seen.width || !seen.height || !isDrawn(target) || !$.means_(event, target))
            again(target);
          else if (!done.has(key)) {
            done.add(key);
            $.fire_(event, { path_: [target], target_: target });
          }
        };
        timers.set(target, setTimeout($.safely_, millis, end));
      }
    };
    observer.observe(element);
  };

  const stop = (): void => {
    for (const share in observers) observers[share]!.disconnect();
    observers = {};
    timers.forEach((timer) => clearTimeout(timer));
    timers.clear();
  };
  const anew = (): void => {
    stop();
    again();
  };
  const again = $.follow_([event], (_, element) => observe(element, percent / 100));
  $.on_(document, 'visibilitychange', anew);
  $.onRoute_(() => {
    done = new WeakSet();
    anew();
  });
  $.stops_.push(stop);
};

$.triggers_.visible = (events) => events.forEach(watch);
