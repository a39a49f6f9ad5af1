/** Vendors' scripts, each loaded once, into the pixel's own sandbox. */

const loaded = new Set<string>();

export function load(address: string): void {
  if (loaded.has(address)) return;
  loaded.add(address);
  const script = document.createElement('script');
  script.async = true;
  script.src = address;
  document.head.append(script);
}
