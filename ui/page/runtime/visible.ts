/** Trigger `visible`: enough of the element was in view for long enough, in a tab that was in front. */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Trigger } from '../../generated/Trigger';
import { fire, on, safely, stops, triggers } from './core';
import { follow, means } from './elements';
import { onRoute } from './routes';

type Visible = Extract<Trigger, { type: 'visible' }>;

/** Percents in one: browsers round, and of an element that is all in view they may say a little less. */
const WHOLE = 101;

/** Says false of what has its place in view but is not drawn, as popups before they open. */
const isDrawn = (element: Element): boolean =>
  element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true;

/** Shares of which browsers tell, closer together where an element is larger than what it is seen through. */
const SHARES = Array.from({ length: 101 }, (_, at) => (at / 100) ** 2);

const watch = (event: ConfigEvent): void => {
  const { percent = 50, millis = 1000, per } = event.trigger as Visible;
  /** What counted on this page: elements, or the rule itself. */
  let done = new WeakSet<object>();
  /** Of elements that are in view. */
  const timers = new Map<Element, number>();

  const end = (element: Element): void => {
    clearTimeout(timers.get(element));
    timers.delete(element);
  };
  const leave = (element: Element): void => {
    end(element);
    observer.unobserve(element);
  };
  const seen = (element: Element): void => {
    const key = per == 'element' ? element : event;
    leave(element);
    if (!isDrawn(element) || !means(event, element)) again(element);
    else if (!done.has(key)) {
      done.add(key);
      fire(event, { target_: element });
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, boundingClientRect: size, intersectionRatio, rootBounds } of entries) {
        const { width, height } = size;
        const whole = rootBounds || size;
        const most = Math.min(1, whole.width / width) * Math.min(1, whole.height / height) || 1;
        if (intersectionRatio < (percent / WHOLE) * most) end(target);
        // Of what has no size all is in view, and remains so while it grows.
        else if (!(width * height)) {
          leave(target);
          again(target);
        } else if (!timers.has(target))
          timers.set(
            target,
            setTimeout(safely, millis, () => seen(target)),
          );
      }
    },
    { threshold: SHARES },
  );
  const stop = (): void => {
    observer.disconnect();
    for (const element of timers.keys()) end(element);
  };
  const anew = (): void => {
    stop();
    again();
  };
  const again = follow(event, (element) => observer.observe(element));
  on(document, 'visibilitychange', anew);
  onRoute(() => {
    done = new WeakSet();
    anew();
  });
  stops.push(stop);
};

triggers.visible = (events) => events.forEach(watch);
