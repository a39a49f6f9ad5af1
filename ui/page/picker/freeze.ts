/**
 * Holds the hover state, so that a menu stays open while the mouse goes elsewhere: the page is told nothing of
 * the mouse leaving, and what `:hover` styled is styled by a copy of those rules that a marker attribute
 * switches on. Style sheets of other origins cannot be read; what they open may close.
 */
import { allInDocument } from '../shared/dom';
import { documents, onWindow, type PageWindow } from './frames';
import { listen } from './page';

/** Marks what was hovered when the state was frozen. The snapshot leaves it out. */
export const HOVERED = 'data-waymark-hovered';

/** More rules than this are not copied: no page needs them for its menus. */
const MOST_RULES = 2000;

const LEAVING = [
  'mouseout', 'mouseleave', 'mouseover', 'mouseenter', 'mousemove',
  'pointerout', 'pointerleave', 'pointerover', 'pointerenter', 'pointermove',
  'focusout', 'blur', 'focusin', 'focus',
]; // prettier-ignore

let frozen = false;
const thaw: (() => void)[] = [];

export function isFrozen(): boolean {
  return frozen;
}

/** Freezes, or lets go. */
export function freeze(on: boolean): void {
  if (on === frozen) return;
  frozen = on;
  if (on) for (const document of documents()) freezeDocument(document);
  else thaw.splice(0).forEach((undo) => undo());
}

function freezeDocument(document: Document): void {
  const hovered = Array.from(allInDocument(document, ':hover'));
  hovered.forEach((element) => element.setAttribute(HOVERED, ''));
  thaw.push(() => hovered.forEach((element) => element.removeAttribute(HOVERED)));
  const view = document.defaultView as PageWindow | null;
  const css = Array.from(document.styleSheets).flatMap(copyOf).slice(0, MOST_RULES).join('\n');
  if (!view || !css) return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  thaw.push(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  });
}

/** The rules of a sheet that speak of `:hover`, speaking of the marker instead. */
function copyOf(sheet: CSSStyleSheet): string[] {
  try {
    return sheet.disabled ? [] : Array.from(sheet.cssRules).flatMap(copyRule);
  } catch {
    return [];
  }
}

function copyRule(rule: CSSRule): string[] {
  const text = rule.cssText;
  if (!text.includes(':hover')) {
    const { styleSheet } = rule as CSSImportRule;
    return styleSheet ? copyOf(styleSheet) : [];
  }
  // Grouping rules are copied whole: what does not speak of hovering is then said twice, which changes nothing.
  return [text.replace(/:hover\b/g, `[${HOVERED}]`)];
}

/** Keeps from the page that the mouse leaves. Installed after everything of ours that follows the mouse. */
export function installFreeze(): void {
  onWindow((window) => {
    for (const type of LEAVING)
      listen(window, type, (event) => {
        if (frozen && event.isTrusted) event.stopImmediatePropagation();
      });
  });
}
