/**
 * Which of several elements is meant from where something happened: the nearest. Climbing from the target, the first
 * element around that has any of them in it, but none that belongs to another item of the target's list.
 */
import { matchesCss, unbound } from './dom';
import { childrenOf, parentOf } from './tree';

/** What is repeated by its nature. */
const LISTED = 'li,article,tr,[role=listitem],[role=row]';

const contains = unbound(Node.prototype.contains as (this: Node, other: Node) => boolean);

/** Those that are nearest to the target; all of them where there is none, or where it is in another root. */
export const nearest = (target: Element | null, elements: Element[]): Element[] => {
  let item: Element | undefined;
  for (let at = target; at; at = parentOf((item = at))) {
    const around = at;
    if (item && matchesCss(item, LISTED)) {
      const others = Array.from(childrenOf(around)).filter(
        (child) => child != item && matchesCss(child, LISTED),
      );
      elements = elements.filter((each) => !others.some((other) => contains(other, each)));
    }
    const near = elements.filter((each) => contains(around, each));
    if (near[0]) return near;
  }
  return elements;
};
