/**
 * ARIA roles: the explicit one, or what the tag implies; the part that shops need. The crate `identify` has
 * the twin, `tests/vectors` holds them together.
 */
import { getAttribute, getter, localName } from './dom';

const words = (text: string): Set<string> => new Set(text.split(' '));

/** Roles that an author may give and that are understood. */
const KNOWN = words(
  'alert alertdialog application article banner blockquote button cell checkbox columnheader combobox ' +
    'complementary contentinfo definition dialog document feed figure form generic grid gridcell group heading ' +
    'img link list listbox listitem log main marquee math menu menubar menuitem menuitemcheckbox menuitemradio ' +
    'meter navigation none note option presentation progressbar radio radiogroup region row rowgroup rowheader ' +
    'scrollbar search searchbox separator slider spinbutton status switch tab table tablist tabpanel term ' +
    'textbox timer toolbar tooltip tree treegrid treeitem',
);

/** Roles by tag, and by `input:type`; the rest needs a closer look. */
const IMPLIED = new Map(
  (
    'article=article aside=complementary blockquote=blockquote button=button summary=button datalist=listbox ' +
    'dd=definition details=group fieldset=group optgroup=group dialog=dialog dt=term dfn=term figure=figure ' +
    'form=form h1=heading h2=heading h3=heading h4=heading h5=heading h6=heading hr=separator svg=img ' +
    'li=listitem main=main menu=list ol=list ul=list meter=meter nav=navigation option=option output=status ' +
    'progress=progressbar search=search table=table tbody=rowgroup tfoot=rowgroup thead=rowgroup td=cell ' +
    'textarea=textbox th=columnheader tr=row ' +
    'input:button=button input:image=button input:reset=button input:submit=button input:checkbox=checkbox ' +
    'input:radio=radio input:range=slider input:number=spinbutton input:hidden= input:color= input:date= ' +
    'input:datetime-local= input:file= input:month= input:password= input:time= input:week='
  )
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

const parentElement = getter<Element | null>(Node, 'parentElement');

/** The role; empty where there is none. */
export function roleOf(element: Element): string {
  const tokens = (getAttribute(element, 'role') || '').toLowerCase().split(/\s+/);
  return tokens.find((token) => KNOWN.has(token)) || impliedRole(element);
}

function impliedRole(element: Element): string {
  const has = (name: string): boolean => getAttribute(element, name) != null;
  const tag = localName(element);
  switch (tag) {
    case 'a':
    case 'area':
      return has('href') ? 'link' : '';
    case 'footer':
      return isPageLevel(element) ? 'contentinfo' : '';
    case 'header':
      return isPageLevel(element) ? 'banner' : '';
    case 'img':
      return getAttribute(element, 'alt') === '' ? 'presentation' : 'img';
    case 'input': {
      const type = (getAttribute(element, 'type') || '').trim().toLowerCase();
      return (
        IMPLIED.get(`input:${type}`) ??
        (has('list') ? 'combobox' : type === 'search' ? 'searchbox' : 'textbox')
      );
    }
    case 'section':
      return has('aria-label') || has('aria-labelledby') ? 'region' : '';
    case 'select':
      return has('multiple') || +(getAttribute(element, 'size') || 0) > 1 ? 'listbox' : 'combobox';
    default:
      return IMPLIED.get(tag) ?? '';
  }
}

/** A header or footer of the page, not of an article or section. */
function isPageLevel(element: Element): boolean {
  for (let at = parentElement(element); at; at = parentElement(at))
    if (/^(article|aside|main|nav|section)$/.test(localName(at))) return false;
  return true;
}
