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
  !element.checkVisibility ||
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

const watch = (event: ConfigEvent): void => {
  const { percent = 50, millis = 1000, per } = event.trigger as Visible;
  /** What counted on this page: elements, or the rule itself. */
  let done = new WeakSet<object>();
  /** Ends of watching; weak, because an element that is gone shall go. */
  const ends: WeakRef<() => void>[] = [];

  /** Waits for a share of the element to be in view. */
  const observe = (element: Element, share: number): void => {
    let timer = 0;
    let area: number;
    const end = (): void => {
      observer.disconnect();
      clearTimeout(timer);
    };
    const seen = (): void => {
      end();
      const key = per == 'element' ? element : event;
      if (!area || !isDrawn(element) || !means(event, element)) again(element);
      else if (!done.has(key)) {
        done.add(key);
        fire(event, { path_: [element], target_: element });
      }
    };
    const look = (entries: IntersectionObserverEntry[]): void => {
      const { boundingClientRect: size, intersectionRatio, rootBounds } = entries.pop()!;
      area = size.width * size.height;
      const most = (side: 'width' | 'height'): number =>
        Math.min(1, (rootBounds || size)[side] / size[side]) || 1;
      const right = (percent / WHOLE) * most('width') * most('height');
      if (right != share) {
        end();
        observe(element, right);
      } else if (intersectionRatio < share) timer = clearTimeout(timer) as never;
      else timer = timer || setTimeout(safely, millis, seen);
    };
    const observer = new IntersectionObserver(look, {
      // The lower ones only tell of what has grown since.
      threshold: [0, share / 4, share / 2, share],
    });
    observer.observe(element);
    ends.push(new WeakRef(end));
  };

  const stop = (): void =>
    ends.splice(0).forEach((each) => {
      const end = each.deref();
      if (end) end();
    });
  const anew = (): void => {
    stop();
    again();
  };
  const again = follow([event], (_, element) => observe(element, percent / WHOLE));
  on(document, 'visibilitychange', anew);
  onRoute(() => {
    done = new WeakSet();
    anew();
  });
  stops.push(stop);
};

triggers.visible = (events) => events.forEach(watch);
