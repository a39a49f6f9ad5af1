/** Development only: pretended previews and installing by hand. */
import type { Guide } from '@types-rust/Guide';
import type { InstallCheck } from '@types-rust/InstallCheck';
import type { TargetView } from '@types-rust/TargetView';
import type { ThemeView } from '@types-rust/ThemeView';
import type { PreviewView } from '@types-rust/PreviewView';

export const themes: ThemeView[] = [
  { id: 'gid://shopify/OnlineStoreTheme/2', name: 'Dawn, spring campaign', isLive: false },
];

export function preview(revision: string, theme: string | null, at: number): PreviewView {
  const chosen = themes.find(({ id }) => id === theme);
  return {
    revision,
    theme: chosen?.name ?? `Waymark preview ${revision}`,
    isCopy: chosen === undefined,
    address: `https://bloom-and-bark.myshopify.com/?preview_theme_id=${chosen ? 2 : 101}`,
    at,
  };
}

/** As Rust tells it, with a bundle of the usual size. */
export function guide(view: TargetView, revision: string): Guide {
  const step = { address: null, file: null, text: null, before: null, isRepeated: false };
  if (view.target.place.type !== 'theme') {
    const title = view.script
      ? 'Put one line into the shop’s pages'
      : 'Say where browsers get the files';
    const how = view.script
      ? 'Paste it before </head> in the template that all pages share. Once is enough: later revisions come by themselves.'
      : `Edit ${view.target.name} and give the address at which browsers load what lies there.`;
    return { steps: [{ ...step, title, how, text: view.script, before: '</head>' }], revision };
  }
  return {
    revision,
    steps: [
      {
        ...step,
        title: 'Open the theme’s code',
        how: 'In Shopify’s admin, under Online Store > Themes, choose ... > Edit code at the theme.',
        address: `https://${view.target.place.shop}/admin/themes`,
      },
      {
        ...step,
        title: 'Add the script',
        how: 'Under Assets, add a file called waymark.js and put this into it in place of what is there. Do this again for every later revision.',
        file: 'assets/waymark.js',
        text: `/* Waymark ${revision} */(()=>{const c={"schema":1,"revision":"${revision}"};${'f(c);'.repeat(7000)}})();\n`,
        isRepeated: true,
      },
      {
        ...step,
        title: 'Add the snippet',
        how: 'Under Snippets, add a file called waymark.liquid and put this into it in place of what is there.',
        file: 'snippets/waymark.liquid',
        text: '{%- comment -%} Loads assets/waymark.js. Written by Waymark; what is changed here is overwritten. {%- endcomment -%}\n{%- unless request.design_mode -%}\n  <script src="{{ \'waymark.js\' | asset_url }}" defer></script>\n{%- endunless -%}\n',
      },
      {
        ...step,
        title: 'Put one line into the layout',
        how: 'Paste it on a line of its own before </head>, and save. Once is enough.',
        file: 'layout/theme.liquid',
        text: "{% comment %}waymark:start{% endcomment %}{% render 'waymark' %}{% comment %}waymark:end{% endcomment %}",
        before: '</head>',
      },
    ],
  };
}

export const missing: InstallCheck = {
  verdict: 'missing',
  page: 'https://bloom-and-bark.com/',
  from: null,
  revision: null,
  number: null,
  message: 'The shop does not load Waymark yet.',
  hint: 'See that the line is in layout/theme.liquid of the live theme, before </head>, and that it is saved.',
};
