/**
 * What the shop's one script tag loads where configs are published: asks the pointer beside itself for what is live,
 * and brings in the runtime with its config. The same for every shop, and small, as it is loaded before anything else.
 */
{
  try {
    const own = (document.currentScript ||
      document.querySelector('script[src*="/waymark.js"]')) as HTMLScriptElement;
    const beside = (name: string): string => new URL(name, own.src).href;
    const get = (name: string): Promise<Response> => fetch(beside(name), { credentials: 'omit' });
    get('current.json')
      .then((response) => response.json())
      .then(({ sha256, runtime }: { sha256: string; runtime: string }) => {
        // The pointer is data: it may name what lies beside it, nothing else.
        if (!/^[\da-f]{64}\.js$/.test(runtime) || !/^[\da-f]{64}$/.test(sha256)) return;
        const config = sha256 + '.json';
        const script = document.createElement('script');
        script.src = beside(runtime);
        script.nonce = own.nonce;
        script.setAttribute('data-config', beside(config));
        (document.head || document.documentElement).append(script);
        // Under way while the runtime comes; nobody waits for it here.
        return get(config);
      })
      .catch(() => {});
  } catch {
    // Nothing of ours may disturb the page.
  }
}
