/** Submits that have to have worked: told by what the page shows, and kept apart from trying. */
import assert from 'node:assert/strict';
import { body, spec } from '../spec.mjs';

const success = (selectors) => ({
  trigger: { type: 'submit', outcome: 'success', ...(selectors && { success: selectors }) },
  css: 'form',
});
const attempt = { on: 'submit', css: 'form' };
const events = [attempt, success()];
const tried = body('e0');
const worked = body('e1');

/** A form in a section, whose script answers after a while; `answer` sees form, box and section. */
const page = (answer, { box = '<div id=box></div>', more = '' } = {}) => `
  <section id=section><h2>Newsletter</h2>${more}
    <form novalidate><input name=email type=email value=ada@example.com required><button>Sign up</button></form>${box}</section>
  <footer id=footer>Footer</footer>
  <script>
    const form = document.querySelector('form');
    const [section, box, footer] = ['section', 'box', 'footer'].map((id) => document.getElementById(id));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      setTimeout(() => { ${answer} }, 150);
    });
  </script>`;
const send = (t) => t.tab.click('form button');

const WORKS = {
  'the form is hidden and words come in its place': ["form.hidden = true; section.append('!', Object.assign(document.createElement('p'), { textContent: 'Thanks!' }))"],
  'the form is replaced': ["form.outerHTML = '<p>Merci !</p>'"],
  'the form is replaced, alone in a wrapper': [
    "form.outerHTML = '<p>Merci !</p>'",
    { more: '<div><span>', box: '</span></div>' },
  ],
  'what was hidden stands in its place': ["form.style.display = 'none'; box.style.display = ''", { box: '<div id=box style="display:none">Danke</div>' }],
  'role=status gets words': ["box.textContent = 'You are in.'", { box: '<p id=box role=status></p>' }],
  'aria-live gets other words': ["box.firstChild.data = 'Done'", { box: '<p id=box aria-live=polite>Sign up now</p>' }],
  'a class says success': ["box.innerHTML = '<div class=\"form__message form__message--success\">Subscribed</div>'"],
  'a class says success, and the role is wrong': ["box.innerHTML = '<div class=\"alert alert-success\" role=alert>Subscribed</div>'"],
  'an id says thanks, inside the form': ["form.insertAdjacentHTML('beforeend', '<b id=ThankYou>!</b>')"],
  'first it says that it is sending': [
    "box.textContent = 'Sending...'; setTimeout(() => { box.textContent = 'Sent' }, 400)",
    { box: '<p id=box role=status></p>' },
  ],
  'it fades in': ["box.className = 'newsletter-confirmation'; box.style.opacity = 1", { box: '<p id=box class=newsletter-confirmation style="opacity:0;transition:opacity .4s">Welcome</p>' }],
};
for (const [name, [answer, more]] of Object.entries(WORKS))
  spec(`worked: ${name}`, { events, body: page(answer, more) }, (t) => t.sends(() => send(t), [tried, worked]));

const FAILS = {
  'nothing comes': [''],
  'an error beside': ["box.innerHTML = '<p role=alert>Not an address</p>'"],
  'an error in the place where successes go': ["box.textContent = 'Not an address'; form.email.setAttribute('aria-invalid', 'true')", { box: '<p id=box role=status></p>' }],
  'an error, and the form goes': ["form.hidden = true; box.innerHTML = '<p class=form-error>Try again later</p>'"],
  'the form goes, and nothing comes': ['form.hidden = true'],
  'the form goes with all around it': ["section.style.display = 'none'"],
  'it only says that it is sending': ["box.textContent = 'Sending\\u2026'", { box: '<p id=box role=status></p>' }],
  'success stays hidden': ["box.innerHTML = '<p class=success hidden>Thanks</p>'"],
  'success was there before': ["box.append('')", { box: '<p id=box class=success>Thanks for visiting</p>' }],
  'success is somewhere else': ["footer.innerHTML = '<p class=success>Copied</p>'"],
  'success without words': ["box.innerHTML = '<i class=icon-success></i>'"],
  'only the button changes': ["form.className = 'is-success-pending'; form.lastElementChild.textContent = 'Wait'"],
};
for (const [name, [answer, more]] of Object.entries(FAILS))
  spec(`did not work: ${name}`, { events, body: page(answer, more) }, async (t) => {
    await t.sends(() => send(t), [tried]);
    await t.sendsNothing(() => new Promise((resolve) => setTimeout(resolve, 1000)));
  });

spec(
  'a form that is not valid is not even tried, then works, once',
  { events, body: page("box.innerHTML = '<p class=success>Thanks</p>'").replace('novalidate', '').replace('value=ada@example.com', '') },
  async (t) => {
    await t.sendsNothing(() => send(t));
    await t.tab.fill('[name=email]', 'ada@example.com');
    await t.sends(() => send(t), [tried, worked]);
    await t.tab.run(() => document.querySelector('.success').remove());
    await t.sendsNothing(() => t.tab.run(() => document.querySelector('#box').append('more')));
    await t.sends(() => t.tab.press('Enter'), [tried, worked]);
    await t.tab.run(() => document.querySelector('.success').remove());
    await t.sends(() => t.tab.run(() => document.querySelector('form').requestSubmit()), [tried, worked]);
  },
);

spec(
  'selectors say what success is, wherever it is',
  {
    events: [success([{ css: '.toast' }, { css: 'footer', text: 'Copied' }])],
    body: page("if (window.toast) document.body.insertAdjacentHTML('beforeend', '<p class=toast>Hi</p>'); else form.outerHTML = '<p class=success>Thanks</p>'"),
  },
  async (t) => {
    const there = await t.tab.run(() => {
      document.body.insertAdjacentHTML('beforeend', '<p class=toast hidden>Hi</p><p class="toast old">Old</p>');
      return true;
    });
    assert.ok(there);
    await t.sendsNothing(() => send(t));
    await t.sends(() => t.tab.run(() => {
      document.querySelector('.toast').hidden = false;
    }), [body('e0')]);
    await t.sendsNothing(() => t.tab.run(() => {
      document.querySelector('.old').textContent = 'New';
    }));
  },
);

spec(
  'too late is no answer, and nobody looks any more',
  {
    events: [success([{ css: '.toast' }])],
    head: `<script>
      window.watching = 0;
      const { observe, disconnect } = MutationObserver.prototype;
      const busy = new Set();
      MutationObserver.prototype.observe = function (...args) { busy.add(this); window.watching = busy.size; observe.apply(this, args); };
      MutationObserver.prototype.disconnect = function () { busy.delete(this); window.watching = busy.size; disconnect.call(this); };
    </script>`,
    body: page(''),
  },
  async (t) => {
    await t.sendsNothing(() => send(t));
    assert.ok((await t.tab.run(() => window.watching)) > 0);
    await t.sendsNothing(() => new Promise((resolve) => setTimeout(resolve, 10_200)));
    assert.equal(await t.tab.run(() => window.watching), 0);
    await t.sendsNothing(() => t.tab.run(() => document.body.insertAdjacentHTML('beforeend', '<p class=toast>Hi</p>')));
  },
);

spec(
  'a form in a shadow root, and a runtime that was stopped',
  {
    events: [{ ...success(), css: undefined, selectors: [{ css: 'form', within: [{ shadow: 'x-form' }] }] }],
    body: `<x-form></x-form><script>
      const root = document.querySelector('x-form').attachShadow({ mode: 'open' });
      root.innerHTML = '<div><form><input><button>Go</button></form><p role=status></p></div>';
      root.querySelector('form').onsubmit = (event) => {
        event.preventDefault();
        setTimeout(() => { root.querySelector('p').textContent += 'Thanks'; }, 100);
      };
    </script>`,
  },
  async (t) => {
    await t.tab.focus('x-form >>> input');
    await t.sends(() => t.tab.click('x-form >>> button'), [body('e0')]);
    await t.sendsNothing(async () => {
      await t.tab.click('x-form >>> button');
      await t.tab.run(() => window.waymark.stop());
    });
  },
);

/** A form that leads to this address: the test's shop answers no post with a page, as Shopify does by a redirect. */
const onwards = (address) => {
  const { pathname, searchParams } = new URL(address, 'http://x');
  const fields = [...searchParams].map(([name, value]) => `<input type=hidden name="${name}" value="${value}">`);
  return `<form action="${pathname}">${fields.join('')}<button>Go</button></form>`;
};

/** Something that makes the plan keep its visits. */
const keeps = { css: 'h6', limit: 'session' };
/** The page after `/` is another. */
const leaves = (action, selectors) => ({
  events: [success(selectors), keeps],
  config: { privacy: { consent: 'merchant', visitorDays: 30 } },
  body: `${onwards(action)}<p class=posted>Thanks</p>`,
  navigates: true,
});
const posts = async (t) => {
  await t.tab.click('button');
  await t.tab.waitFor(() => location.search !== '' && document.readyState === 'complete');
};

for (const action of ['/?customer_posted=true', '/pages/contact?contact_posted=true'])
  spec(`the page that comes says that it worked: ${action}`, leaves(action), async (t) => {
    await t.sends(() => posts(t), [body('e0')]);
    await t.sendsNothing(() => t.tab.reload());
  });

spec('the page that comes shows what success is', leaves('/?sent=1', [{ css: 'p.posted' }]), async (t) => {
  // It was there before, but this is another page.
  await t.sends(() => posts(t), [body('e0')]);
  await t.sendsNothing(() => t.tab.reload());
});

for (const [why, action, selectors] of [
  ['nothing of it', '/?x=1'],
  ['the form again, with its errors', '/?contact%5Btags%5D=newsletter&form_type=customer'],
  ['not what success is', '/?x=1', [{ css: '.toast' }]],
])
  spec(`the page that comes shows ${why}`, leaves(action, selectors), (t) => t.sendsNothing(() => posts(t)));

spec('an address that says posted, without an attempt', { ...leaves('/'), path: '/?customer_posted=true' }, async (t) => {
  await t.sendsNothing(() => t.tab.goto('/?contact_posted=true'));
});

spec(
  'another page is no answer where nothing is remembered',
  {
    events: [success(), { ...success(), selectors: [{ css: 'form' }], css: undefined }],
    body: onwards('/?customer_posted=true'),
    navigates: true,
  },
  (t) => t.sendsNothing(() => posts(t)),
);
