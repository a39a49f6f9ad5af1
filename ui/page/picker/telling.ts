/** Reports the page as it is: in full, or as much of it as fits. */
import type { Refusal } from '../../generated/Refusal';
import type { Report } from '../../generated/Report';
import type { Snapshot } from '../../generated/Snapshot';
import { post, postText } from './channel';
import { takeSnapshot, type Limits } from './snapshot';

/** Tried one after the other; the first that fits goes out. */
const LIMITS: Limits[] = [
  { nodes: 60_000, bytes: 7_500_000 },
  { nodes: 20_000, bytes: 3_000_000 },
  { nodes: 2_000, bytes: 500_000 },
];

/** Reports a snapshot, with one element marked or none; says why where it cannot. */
export function postSnapshot(
  picked: Element | null,
  report: (snapshot: Snapshot) => Report,
): Refusal | null {
  try {
    for (const limits of LIMITS) {
      const snapshot = takeSnapshot(picked, limits);
      if (snapshot && postText(JSON.stringify(report(snapshot)))) return null;
    }
    return 'too_large';
  } catch {
    return 'broken';
  }
}

/** Reports the page because somebody asked for it. */
export function tellPage(request: number): void {
  const reason = postSnapshot(null, (snapshot) => ({ kind: 'page', request, snapshot }));
  if (reason) post({ kind: 'unseen', request, reason });
}

/** The first snapshot of a page takes several times as long as the next. */
export function warmUpSnapshots(root: Element): void {
  takeSnapshot(root, LIMITS[0]!);
}
