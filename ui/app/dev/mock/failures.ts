/** Development only: one failure of each kind a person can meet, in words like Rust's. */
import type { Code } from '@types-rust/Code';
import type { Failure } from '@types-rust/Failure';

function failure(code: Code, message: string, hint: string, retryable = false): Failure {
  return { code, message, hint, retryable };
}

export const failures = {
  address: failure(
    'address_invalid',
    'This is not an address.',
    'Enter it as in a browser, like your-shop.com.',
  ),
  host: failure(
    'host_unknown',
    'There is no site at bloom-and-barc.com.',
    'Check the spelling of the address.',
    true,
  ),
  refused: failure(
    'connection_refused',
    'Nothing answers at localhost:4000.',
    'If this is a shop on your own machine, start it first.',
    true,
  ),
  certificate: failure(
    'certificate_invalid',
    'The security certificate of staging.nordlicht-naturkosmetik.de is not valid.',
    'It ended on 3 November. Ask whoever runs the shop to renew it.',
    true,
  ),
  timeout: failure(
    'timeout',
    'The shop did not answer in 30 seconds.',
    'Check your connection, then try again.',
    true,
  ),
  html: failure(
    'not_html',
    'This address is a PDF, not a page of a shop.',
    'Enter the address of the shop itself.',
  ),
  load: failure(
    'load_failed',
    'The shop answered with an error (503).',
    'It may be in maintenance. Try again soon.',
    true,
  ),
  themeDenied: failure(
    'denied',
    'Shopify does not let Waymark write to themes.',
    'Give the app the scopes read_themes and write_themes, or install by hand: Waymark shows what to paste where.',
  ),
  silent: failure(
    'timeout',
    'The page does not answer.',
    'Wait until it has loaded, or reload it. Then check it again.',
    true,
  ),
  newer: failure(
    'database_newer',
    'Your plans were saved by a newer version of Waymark.',
    'Install the newest version, then open it again.',
  ),
  damaged: failure(
    'database_damaged',
    'The file with your plans is damaged.',
    'It has been put aside. The last backup is from today, 09:14.',
  ),
  disk: failure(
    'database_failed',
    'Your plans cannot be read: the disk is full.',
    'Free some space, then try again.',
    true,
  ),
  gone: failure('not_found', 'This draft is no longer there.', 'Pick the element again.'),
  write: failure(
    'write_failed',
    'The folder cannot be written to.',
    'Choose another folder.',
    true,
  ),
  container: failure(
    'read_failed',
    'This container cannot be read: the file is no JSON: expected value at line 1 column 1.',
    'In Tag Manager, choose Admin > Export container, and take the file as it is.',
  ),
  full: failure(
    'write_failed',
    '/home/mara/Documents/bloom-and-bark.com.gtm.json cannot be written: No space left on device.',
    'Choose another place, or make room there.',
  ),
  auditRunning: failure(
    'conflict',
    'An audit of this shop is under way.',
    'Wait until it is done, or stop it first.',
  ),
  webhook: failure(
    'denied',
    'The webhook does not take messages (status 404).',
    'It may have been taken back. Make a new one and give its address.',
  ),
  noReport: failure('not_found', 'There is no report of this audit.', 'Choose one from the list.'),
  logo: failure(
    'read_failed',
    'This file is no picture that a report can show.',
    'Choose a PNG, JPEG, GIF, WebP or SVG file.',
  ),
  noPlace: failure('not_found', 'There is no such place.', 'Look at the list again.'),
  token: failure(
    'denied',
    'r2.example.com does not accept the token.',
    'Give the token again, and check that it may write there.',
  ),
  unfinished: failure(
    'unfinished',
    'Shopify took the new file, but what comes after that failed.',
    'Shopify does not let Waymark write to themes. Publish again to finish: the theme does not load it yet.',
  ),
  unavailable: failure(
    'load_failed',
    'cdn.bloom-and-bark.com has trouble of its own (503).',
    'Look what is live now, then try again.',
    true,
  ),
  conflict: failure(
    'conflict',
    'Jonas published revision e07a5c3d91f4b628 in the meantime. Nothing was overwritten.',
    'Look at what changed, then decide whether to publish over it.',
  ),
  planChanged: failure(
    'plan_changed',
    'The plan changed since you looked at it. Nothing was made live.',
    'Look at what would change now, then publish.',
  ),
  stopped: failure(
    'cancelled',
    'Stopped. What was live before is live.',
    'Publish again to go on.',
    true,
  ),
  previewStopped: failure(
    'cancelled',
    'Stopped. Visitors see nothing of it.',
    'Preview again to go on, or discard what was begun.',
    true,
  ),
  previewLeft: failure(
    'preview_left',
    'The preview at Live shop would stay in the shop, and nobody would remember it.',
    'Discard the preview first.',
  ),
  theirsIsThere: failure(
    'conflict',
    'The theme has revision e07a5c3d91f4b628, which was not published from here, since 2026-11-26 09:20 UTC. Nothing was taken out.',
    'Ask who works on this shop, then decide whether to take it out all the same.',
  ),
  refusal: failure(
    'pick_refused',
    'This part of the page belongs to another site (js.stripe.com).',
    'Waymark cannot look into it. Pick the area around it instead.',
  ),
} satisfies Record<string, Failure>;

/** Whatever the pretended shell threw, as the real one would send it. */
export function toFailure(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) return thrown as Failure;
  return failure('internal', 'Something went wrong inside Waymark.', String(thrown));
}
