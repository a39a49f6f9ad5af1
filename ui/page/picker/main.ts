/**
 * The picker, for an isolated world of the shop's page. Takes commands as `__waymark(command)`, reports through
 * the channel. In a frame it only hands its window to the top window's picker; README.md tells the rest.
 */
import type { Command } from '../../generated/Command';
import { conditions } from '../shared/match';
import { installHops } from '../shared/hops';
import { installText } from '../shared/text';
import { installAddress } from './address';
import { aim } from './aim';
import { gather } from './evidence';
import { adopt, type PageWindow } from './frames';
import { tellStill } from './framing';
import { freeze, installFreeze } from './freeze';
import { clear, installOutline, outline } from './outline';
import { conceal } from './overlay';
import { installPointing, pick, pickAt } from './pointing';
import { installRecording, record } from './recording';
import { tellPage } from './telling';
import { installWatch, watch } from './watch';

/** What the picker leaves in its world's global scope. */
interface Entry {
  (command: Command): void | Promise<void>;
  /** Takes in the window of a same-origin frame. */
  adopt?: (window: PageWindow) => void;
}

interface World {
  __waymark?: Entry;
}

function obey(command: Command): void | Promise<void> {
  switch (command.kind) {
    case 'pick':
      return pick(command.on, command.exact);
    case 'freeze':
      return freeze(command.on);
    case 'outline':
      return outline(command.request, command.selectors, command.reveal);
    case 'snapshot':
      return tellPage(command.request);
    case 'aim':
      return aim(command.request, command.selectors, command.submits);
    case 'clear':
      return clear();
    case 'conceal':
      conceal(command.on);
      return painted();
    case 'watch':
      return watch(command.config);
    case 'still':
      return tellStill(command.frame);
    case 'record':
      record(command.on);
      return gather(command.on);
    case 'pick_at':
      return pickAt(command.x, command.y);
  }
}

/** Settles when what was changed is on the screen. */
function painted(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
  );
}

function start(): void {
  const world = globalThis as World;
  if (world.__waymark) return;
  if (window !== window.top) {
    try {
      (window.top as World).__waymark?.adopt?.(window);
    } catch {
      // A frame of another site: stays silent.
    }
    return;
  }
  installHops(conditions);
  installText(conditions);
  // The order matters where two listen for the same: pointing swallows, freezing hides from the page.
  installRecording();
  installWatch();
  installPointing();
  installOutline();
  installFreeze();
  world.__waymark = Object.assign(obey, { adopt });
  adopt(window);
  installAddress();
}

start();
