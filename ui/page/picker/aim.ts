/**
 * Where a rule's element can be hit with a mouse, for those who drive the page without a person. Scrolls it into view;
 * hits nothing itself.
 */
import type { Control } from '../../generated/Control';
import type { Selector } from '../../generated/Selector';
import { parentElement } from '../shared/clickable';
import { localName, matchesCss } from '../shared/dom';
import { resolve } from '../shared/match';
import { BUTTONS, elementsOf } from '../shared/submit';
import { post } from './channel';
import { describe } from './describe';
import { boxInTop } from './frames';
import { isVisible } from './page';
import { deepestAt } from './pointing';

/** Elements that are tried; a list may have thousands, and the first hidden ones say enough. */
const MOST = 8;
/** Where in its box an element is tried: a sticky header or a badge may lie over its middle. */
const PLACES = [0.5, 0.25, 0.75];
const LONGEST = 120;

/** Answers with a point on an element that the rule matches and nothing covers. */
export function aim(request: number, selectors: Selector[], submits: boolean): void {
  const { elements } = resolve(selectors);
  const means = submits ? elements.flatMap(submitters) : elements;
  const seen = means.filter(isVisible).slice(0, MOST);
  let cover: Element | null = null;
  let disabled = false;
  for (const element of seen) {
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    // A browser tells nobody of a click on it.
    if (matchesCss(element, ':disabled')) {
      disabled = true;
      continue;
    }
    const [x, y, width, height] = boxInTop(element);
    for (const down of PLACES)
      for (const along of PLACES) {
        const point: [number, number] = [x + width * along, y + height * down];
        const there = deepestAt(document, ...point);
        if (there && isWithin(there, element)) {
          const control = controlOf(element);
          return void post({
            kind: 'aimed',
            request,
            count: means.length,
            visible: seen.length,
            point,
            control,
            cover: '',
            disabled: false,
          });
        }
        cover ??= there;
      }
  }
  const words = cover ? describe(cover).slice(0, LONGEST) : '';
  post({
    kind: 'aimed',
    request,
    count: means.length,
    visible: seen.length,
    point: null,
    control: null,
    cover: words,
    disabled: disabled && !cover,
  });
}

function isWithin(inner: Element, outer: Element): boolean {
  for (let at: Element | null = inner; at; at = parentElement(at)) if (at === outer) return true;
  return false;
}

function controlOf(element: Element): Control | null {
  if (localName(element) === 'select') return 'list';
  if (matchesCss(element, '[type=checkbox i],[type=radio i]')) return 'choice';
  return matchesCss(element, 'input,textarea,[contenteditable]') ? 'text' : null;
}

/** The buttons of a form that insists on nothing any more; anything else submits by itself. */
function submitters(element: Element): Element[] {
  if (localName(element) !== 'form') return [element];
  const controls = Array.from(elementsOf(element));
  controls.forEach(satisfy);
  return controls.filter((control) => matchesCss(control, BUTTONS));
}

const SAMPLES: Record<string, string> = {
  email: 'visitor@example.com',
  tel: '+442079460000',
  url: 'https://example.com/',
  date: '2030-01-15',
  time: '12:00',
  month: '2030-01',
  week: '2030-W03',
  'datetime-local': '2030-01-15T12:00',
  color: '#336699',
};

/** Fills in what keeps a form from being submitted. Nobody hears of it: only the submission is meant. */
function satisfy(control: Element): void {
  const input = control as HTMLInputElement | HTMLSelectElement;
  if (!input.willValidate || input.validity.valid) return;
  if (localName(control) === 'select') {
    const { options } = input as HTMLSelectElement;
    const at = Array.from(options).findIndex(({ value, disabled }) => value && !disabled);
    if (at >= 0) (input as HTMLSelectElement).selectedIndex = at;
  } else if (matchesCss(control, '[type=checkbox i],[type=radio i]')) {
    (input as HTMLInputElement).checked = true;
  } else {
    const { type, min, minLength } = input as HTMLInputElement;
    input.value =
      SAMPLES[type] ?? (/number|range/.test(type) ? min || '1' : 'Visitor'.padEnd(minLength, '1'));
  }
}
