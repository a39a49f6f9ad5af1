// Tries everything that a page could try to reach the app. Each outcome is kept by its name.
window.attacks = {};
const commands = [
  'overview', 'open_shop', 'open_demo', 'select_shop', 'close_shop', 'demo_edition', 'set_demo_edition',
  'pane', 'pane_go', 'set_picking',
  'set_frozen', 'draft_page_view', 'check_draft', 'change_element', 'save_draft', 'discard_draft', 'edit_event', 'duplicate_event',
  'delete_event', 'undo', 'highlight', 'picture', 'set_testing', 'choose_folder', 'export_plan', 'open_folder',
  'restore_backup', 'plugin:event|listen', 'plugin:event|emit', 'plugin:dialog|open', 'plugin:opener|open_path',
  'plugin:webview|create_webview', 'plugin:window|close', 'plugin:app|version', 'plugin:path|resolve_directory',
];
const picked = {
  kind: 'picked',
  snapshot: { url: location.href, title: 'forged', picked: 0, nodes: [{ tag: 'button', text: 'Forged' }] },
  bounds: [0, 0, 10, 10],
  took: 1,
};

// Said of every way that was tried: what it answered, or why it was refused.
const tried = async (name, act) => {
  try {
    const answer = await Promise.race([act(), new Promise((done) => setTimeout(done, 1500, 'no answer'))]);
    attacks[name] = { answer: answer === undefined ? 'nothing' : String(answer) };
  } catch (error) {
    attacks[name] = { refused: String(error?.message ?? error) };
  }
};

async function attack() {
  const ways = [];
  const invoke = window.__TAURI_INTERNALS__?.invoke;
  attacks.internals = { present: Boolean(invoke) };
  for (const command of commands) {
    const args = { address: 'https://forged.example', slug: 'forged', on: true, folder: '/tmp', id: 'x', draft: {} };
    if (invoke) ways.push(tried(`invoke ${command}`, () => invoke(command, args)));
    const message = { cmd: command, callback: 1, error: 2, payload: args, options: {}, __TAURI_INVOKE_KEY__: 'guess' };
    if (window.ipc) ways.push(tried(`ipc ${command}`, async () => window.ipc.postMessage(JSON.stringify(message))));
    for (const scheme of ['ipc://localhost/', 'http://ipc.localhost/']) {
      ways.push(
        tried(`fetch ${scheme}${command}`, async () => {
          const options = { method: 'POST', body: '{}', headers: { 'Tauri-Callback': '1', 'Tauri-Error': '2' } };
          const response = await fetch(`${scheme}${command}`, options);
          return `status ${response.status} ${await response.text()}`;
        }),
      );
    }
  }
  for (const name of ['picker', 'ipc', 'waymark', 'tagger', 'external']) {
    const handler = window.webkit?.messageHandlers?.[name];
    attacks[`handler ${name}`] = { present: Boolean(handler) };
    for (const report of [picked, { kind: 'ready', url: 'https://forged.example', title: 'forged' }, 'x'.repeat(9e6)])
      if (handler) ways.push(tried(`handler ${name}`, async () => handler.postMessage(JSON.stringify(report))));
  }
  attacks.picker = { present: typeof window.__waymark !== 'undefined' };
  await Promise.all(ways);
  attacks.done = true;
}

// What the runtime under test says, without anybody having clicked.
window.forgeHit = async () => {
  const running = window.waymark;
  const known = window.knownEvents ?? [];
  for (const { id, name } of known) {
    const detail = JSON.stringify({ event: name, waymark: { id, revision: running?.revision ?? 'forged' } });
    document.dispatchEvent(new CustomEvent('waymark:event', { detail }));
  }
  const button = document.querySelector('#buy');
  button.click();
  button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
  // Some engines call the click that follows a label's trusted. The last real one must be long ago: it would prove it.
  await new Promise((done) => setTimeout(done, 1200));
  const label = document.createElement('label');
  label.htmlFor = button.id;
  document.body.append(label);
  label.click();
  return known.length;
};
