/**
 * Others' scripts as a shop would use them: the npm package, bundled and minified, its clicks captured by itself
 * where it can do that, else with the elements marked as its documentation says. All they send goes to the sink.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Marks the elements that the rules mean. */
const mark = (rules, how) =>
  `for(const {s,e} of ${JSON.stringify(rules)})for(const element of document.querySelectorAll(s)){${how}}`;

/** `answers` is how it says in a request, or in the data layer, that it recorded a click. */
const PEERS = (sink, rules) => [
  {
    name: 'Plausible (tagged events)',
    entry: "export { init } from '@plausible-analytics/tracker'",
    prepare: mark(rules, 'element.classList.add(`plausible-event-name=${e}`)'),
    init: `peer.init({domain:'shop.example',endpoint:'${sink}/plausible',captureOnLocalhost:true,logging:false})`,
    answers: '"n":"event_',
  },
  {
    name: 'walker.js (tagged elements)',
    entry:
      "export { startFlow } from '@walkeros/collector'; export { sourceBrowser } from '@walkeros/web-source-browser'",
    prepare: mark(
      rules,
      "element.setAttribute('data-elb','part');element.setAttribute('data-elbaction',`click:${e}`)",
    ),
    init: `window.dataLayer=[];peer.startFlow({sources:{browser:{code:peer.sourceBrowser}},destinations:{layer:{code:{type:'layer',config:{},push(event){dataLayer.push(event)}}}}})`,
    answers: 'layer',
  },
  {
    name: 'Segment (one delegated listener)',
    entry: "export { AnalyticsBrowser } from '@segment/analytics-next'",
    init: `const analytics=new peer.AnalyticsBrowser();analytics.load({writeKey:'k',cdnURL:'${sink}/segment',cdnSettings:{integrations:{'Segment.io':{apiKey:'k',apiHost:'${sink.replace('http://', '')}/segment',protocol:'http'}}}});addEventListener('click',(event)=>{const hit=event.target.closest(${JSON.stringify(rules.map(({ s }) => s).join())});if(hit)analytics.track('click',{id:hit.id})},true)`,
    answers: '"event":"click"',
  },
  {
    name: 'Mixpanel (autocapture)',
    // Without the session recorder.
    entry: "export { default as mixpanel } from 'mixpanel-browser/dist/mixpanel-core.cjs.js'",
    init: `peer.mixpanel.init('token',{api_host:'${sink}/mixpanel',autocapture:true,persistence:'localStorage'})`,
    answers: '$mp_click',
  },
  {
    name: 'Amplitude (autocapture)',
    entry: "export { init } from '@amplitude/analytics-browser'",
    init: `peer.init('key',{serverUrl:'${sink}/amplitude',remoteConfig:{fetchRemoteConfig:false},fetchRemoteConfig:false,autocapture:{elementInteractions:true}})`,
    answers: 'Element Clicked',
  },
  {
    name: 'PostHog (autocapture)',
    entry: "export { default as posthog } from 'posthog-js'",
    init: `peer.posthog.init('phc_bench',{api_host:'${sink}/posthog',autocapture:true,capture_pageview:true,disable_session_recording:true})`,
    answers: '"event":"$autocapture"',
  },
];

const here = fileURLToPath(new URL('.', import.meta.url));

/** The peers with these handwritten rules, ready to be brought in. */
export async function peers(origin, rules) {
  const made = PEERS(`${origin}/sink`, rules).map(async ({ entry, ...peer }) => {
    const { outputFiles } = await build({
      stdin: { contents: entry, resolveDir: here },
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      // A name of the page's own: what is brought in is a script, not a module.
      globalName: 'peer',
      target: 'es2020',
      charset: 'ascii',
      legalComments: 'none',
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    return { ...peer, code: outputFiles[0].text, rules, isPeer: true };
  });
  return Promise.all(made);
}
