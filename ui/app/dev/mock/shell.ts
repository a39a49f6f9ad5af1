/** Development only: a pretended shell that keeps a plan in memory and answers the panel's commands. */
import type { Draft } from '@types-rust/Draft';
import type { EventView } from '@types-rust/EventView';
import type { Notice } from '@types-rust/Notice';
import type { OpenShop } from '@types-rust/OpenShop';
import type { Overview } from '@types-rust/Overview';
import type { PaneView } from '@types-rust/PaneView';
import type { PlanSettings } from '@types-rust/PlanSettings';
import type { Rename } from '@types-rust/Rename';
import type { TestConsent } from '@types-rust/TestConsent';
import type { Trigger } from '@types-rust/Trigger';
import { Audits } from './audits';
import { pageCheck } from './checks';
import { namesThere, renamed, settingsCheck, settingsFindings } from './destinations';
import { Formats } from './formats';
import { check, refuse } from './judging';
import { Places } from './places';
import { Sharing } from './sharing';
import { Pointing } from './pointing';
import { PageTypes } from './page-types';
import { Guide } from './suggestions';
import * as plans from './plans';
import { NONE, Walks } from './walks';
import type { State } from './states';
import { Trials } from './trials';
import { changeTrigger, offered } from './triggers';

type Args = Record<string, unknown>;

export class Shell {
  /** Every command that was called, for tests. */
  calls: { command: string; args: Args }[] = [];
  /** Set by a test: another trigger takes as long as this does. */
  choosing?: Promise<void>;
  /** Set by a test: a check of the page takes as long as this does. */
  looking?: Promise<void>;
  /** Set by a test: outlining takes as long as this does. */
  outlining?: Promise<void>;
  /** The shop's publication targets. */
  readonly places: Places;
  readonly formats: Formats;
  readonly audits: Audits;
  readonly guide: Guide;
  readonly pageTypes: PageTypes;
  readonly sharing: Sharing;
  readonly trials: Trials;
  readonly pointing: Pointing;
  readonly walks: Walks;
  #undone: OpenShop[] = [];
  #redoable: OpenShop[] = [];
  #checks = 0;
  pane: PaneView = plans.pane;
  #overview: Overview;
  #edition: string;
  /** Picks that became the element of another draft. */
  #handedOver = new Map<string, string>();

  constructor(
    readonly tell: (notice: Notice) => void,
    readonly state: State,
  ) {
    this.#overview =
      'shops' in state.overview ? structuredClone(state.overview) : { shops: [], open: null };
    this.places = new Places(
      state.places,
      () => this.#overview.open?.events ?? [],
      (notice) => this.say(notice),
    );
    this.formats = new Formats(state.formats ?? {}, () => this.#overview.open?.events ?? []);
    this.trials = new Trials(state.trials ?? {});
    this.guide = new Guide(state.proposals ?? {}, {
      view: () => this.#view(),
      save: (draft) => this.#save(draft),
    });
    this.pageTypes = new PageTypes({
      open: () => this.#overview.open,
      change: (pageTypes, words) => {
        this.#change((events) => events, words);
        if (this.#overview.open) this.#overview.open.pageTypes = pageTypes;
        return this.#view();
      },
    });
    this.audits = new Audits(
      state.audits ?? { reports: [] },
      (notice) => this.say(notice),
      () => this.#overview.open?.shop.slug ?? '',
    );
    this.sharing = new Sharing(state.sharing ?? {}, {
      view: () => this.#view(),
      change: (change, words) => this.#change(change, words),
      sign: (author) => this.#overview.open && Object.assign(this.#overview.open, { author }),
      say: (notice) => this.say(notice),
    });
    this.pointing = new Pointing(state.pointing ?? {}, (change) => this.#mode(change));
    this.walks = new Walks(
      state.walks ?? {},
      {
        view: () => this.#view(),
        events: () => this.#overview.open?.events ?? [],
        change: (walks, undo) => this.#walked(walks, undo),
      },
      (notice) => this.say(notice),
    );
    this.#walked(this.walks.briefs());
    this.#edition = state.edition ?? 'today';
  }

  listened(): void {
    for (const notice of this.state.notices ?? []) this.say(notice);
  }

  /** Sends a notice; a pane's is remembered. */
  say(notice: Notice): void {
    if (notice.kind === 'pane') this.pane = notice.data;
    this.tell(notice);
  }

  /** A pick in the shop, with what the shell says of it: the draft, the end of picking, count and picture. */
  pick(): void {
    const data = this.guide.asMeant(plans.otherDraft());
    const { id } = data.event;
    this.say({ kind: 'draft', data });
    this.#mode({ picking: false, frozen: false, hover: '' });
    this.#matches(id);
    setTimeout(() => {
      if (!this.#handedOver.has(id)) this.#picture(id);
    });
  }

  async answer(command: string, args: Args): Promise<unknown> {
    this.calls.push({ command, args });
    const id = String(args['id']);
    switch (command) {
      case 'overview':
        if (!('shops' in this.state.overview)) throw this.state.overview;
        return this.#view();
      case 'restore_backup':
        this.#overview = { shops: plans.shops, open: null };
        return this.#view();
      case 'open_shop':
        if (this.state.opening === 'forever') return new Promise(() => undefined);
        if (this.state.opening) throw this.state.opening;
        return this.#open(0);
      case 'select_shop':
        return this.#open(plans.shops.findIndex((view) => view.shop.slug === args['slug']));
      case 'open_demo':
        return this.#open(1);
      case 'close_shop':
        this.#overview = { ...this.#overview, open: null };
        return this.#view();
      case 'demo_edition':
        return this.#edition;
      case 'set_demo_edition':
        this.#edition = String(args['edition']);
        return null;
      case 'pane':
        return this.pane;
      case 'draft_page_view':
        return plans.pageViewDraft();
      case 'check_draft':
        return check(args['draft'] as Draft);
      case 'change_trigger':
        await this.choosing;
        if (this.state.choosing) throw this.state.choosing;
        return check(changeTrigger(args['draft'] as Draft, args['trigger'] as Trigger));
      case 'check_settings':
        return settingsCheck(args['settings'] as PlanSettings, this.#overview.open);
      case 'save_settings':
        return this.#saveSettings(args['settings'] as PlanSettings, args['renames'] as Rename[]);
      case 'set_test_settings':
        return this.#mode({
          testSends: args['sends'] === true,
          testConsent: args['consent'] as TestConsent | null,
        });
      case 'change_element':
        return this.#changeElement(args['draft'] as Draft, args['pick'] as Draft);
      case 'save_draft':
        return this.#save(args['draft'] as Draft);
      case 'edit_event':
        return this.#edit(id);
      case 'duplicate_event':
        return this.#change((events) => [...events, plans.copyOf(this.#find(id))]);
      case 'delete_event':
        return this.#change(
          (events) => events.filter((view) => view.event.id !== id),
          `Delete ${this.#find(id).event.name}`,
        );
      case 'take_container':
        return this.#take(args['ids'] as string[]);
      case 'undo':
        return this.#step(this.#undone, this.#redoable);
      case 'redo':
        return this.#step(this.#redoable, this.#undone);
      case 'check_page':
        if (this.state.checking === 'forever') return new Promise(() => undefined);
        if (this.state.checking) throw this.state.checking;
        await this.looking;
        return pageCheck(++this.#checks, this.#overview.open?.events ?? []);
      case 'use_new_place':
        // The worst moment: the page counts and is pictured before the answer is there.
        this.#matches(id);
        this.#picture(id);
        return { ...this.#edit(id), findings: plans.changedFindings({ type: 'click' }) };
      case 'highlight':
        await this.outlining;
        if (args['id'] !== null) this.#matches(id, false);
        return null;
      case 'proof_picture':
        return plans.picture;
      case 'picture':
        if (![...this.#handedOver.values()].includes(id)) return plans.picture;
        // The worst moment: it comes between the question and the answer.
        this.#picture(id);
        return null;
      case 'choose_folder':
        return '/home/mara/Documents/bloom-and-bark-tracking';
      case 'export_plan':
        return this.#export(String(args['folder']));
      case 'set_picking':
        this.guide.meant = null;
        return this.#mode({ picking: args['on'] === true, frozen: false, hover: '' });
      case 'pick_entry':
        this.guide.meant = id;
        return this.#mode({ picking: true, frozen: false, hover: '' });
      case 'set_frozen':
        return this.#mode({ frozen: args['on'] === true });
      case 'set_testing':
        return this.#mode({ testing: args['on'] === true });
      case 'accept_repairs': {
        const moved = this.audits.accepted(Number(args['audit']), Number(args['atLeast']));
        return { moved, overview: this.#change((events) => events, 'Edit select_variant') };
      }
      default:
        return this.#rest(command, args);
    }
  }

  #rest(command: string, args: Args): unknown {
    const walked = this.walks.answer(command, args);
    if (walked === NONE) return null;
    return (
      this.trials.answer(command, args) ??
      this.pointing.answer(command, args['on']) ??
      walked ??
      this.pageTypes.answer(command, args) ??
      this.guide.answer(command, args['id'] as string, args['ids'] as string[]) ??
      this.sharing.answer(command, args) ??
      this.audits.answer(command, args) ??
      this.formats.answer(command, args) ??
      this.places.answer(command, args)
    );
  }

  #view(): Overview {
    return structuredClone(this.#overview);
  }

  #find(id: string): EventView {
    const found = this.#overview.open?.events.find((view) => view.event.id === id);
    if (!found) throw new Error(`no event ${id}`);
    return found;
  }

  #edit(id: string): Draft {
    const event = structuredClone(this.#find(id).event);
    return {
      ...plans.draft(),
      event,
      names: namesThere(event.name),
      triggers: offered(event),
      editing: true,
    };
  }

  #saveSettings(settings: PlanSettings, renames: Rename[]): Overview {
    const findings = settingsFindings(settings);
    refuse(findings);
    const open = this.#overview.open;
    if (open) {
      this.#undone.push(open);
      const after = { ...renamed(open, settings, renames), settings, findings };
      this.#overview = { ...this.#overview, open: after };
    }
    return this.#view();
  }

  #open(at: number): Overview {
    const shop = plans.shops[at] ?? plans.shops[0]!;
    this.#overview = {
      shops: plans.shops,
      open: plans.openShop(at === 1 ? 5 : at === 2 ? 120 : 12, shop),
    };
    queueMicrotask(() =>
      this.say({ kind: 'pane', data: { ...plans.pane, url: shop.shop.url, pageType: 'home' } }),
    );
    return this.#view();
  }

  #mode(change: Partial<PaneView>): null {
    this.say({ kind: 'pane', data: { ...this.pane, ...change } });
    return null;
  }

  #change(change: (events: EventView[]) => EventView[], undo = 'Change'): Overview {
    const open = this.#overview.open;
    if (open) {
      this.#undone.push(open);
      this.#redoable = [];
      const events = change(open.events);
      this.#overview = { ...this.#overview, open: { ...open, events, undo, redo: null } };
    }
    return this.#view();
  }

  #walked(walks: OpenShop['walks'], undo?: string): Overview {
    const open = this.#overview.open;
    if (undo && open) this.#undone.push(open);
    if (open)
      this.#overview = { ...this.#overview, open: { ...open, walks, undo: undo ?? open.undo } };
    return this.#view();
  }

  #take(ids: string[]): Overview {
    const taken = ids.map((id): EventView => {
      const view = structuredClone(plans.eventViews(1)[0]!);
      const event = { ...view.event, id, name: id.replace('gtm-', ''), status: 'draft' as const };
      return { ...plans.copyOf(view), event };
    });
    return this.#change((events) => [...events, ...taken], 'Import a Tag Manager container');
  }

  /** One step back or forth. */
  #step(from: OpenShop[], to: OpenShop[]): Overview {
    const other = from.pop();
    const open = this.#overview.open;
    if (!other || !open) return this.#view();
    to.push(open);
    const [undo, redo] = to === this.#redoable ? [null, open.undo] : [open.redo, null];
    this.#overview = { ...this.#overview, open: { ...other, undo, redo } };
    return this.#view();
  }

  #matches(id: string, draft = true): void {
    this.say({ kind: 'matches', data: { id, draft, count: 1, visible: 1, spare: false } });
  }

  #picture(id: string): void {
    this.say({ kind: 'picture', data: { id, data: plans.otherPicture } });
  }

  #changeElement(draft: Draft, pick: Draft): Draft {
    const { id } = draft.event;
    this.#handedOver.set(pick.event.id, id);
    queueMicrotask(() => this.#matches(id));
    return {
      ...pick,
      editing: draft.editing,
      event: { ...draft.event, target: pick.event.target ?? null },
      findings: plans.changedFindings(draft.event.trigger),
    };
  }

  #save(draft: Draft): Overview {
    refuse(check(draft).findings);
    const view: EventView = {
      ...plans.eventViews(1)[0]!,
      event: draft.event,
      targetLabel: draft.targetLabel,
      proof: plans.unproven,
    };
    return this.#change(
      (events) => [view, ...events.filter((other) => other.event.id !== draft.event.id)],
      'Save',
    );
  }

  #export(folder: string): unknown {
    if (this.state.exporting) throw this.state.exporting;
    const events = this.#overview.open?.events ?? [];
    return {
      folder,
      files: [
        { name: 'waymark.js', bytes: 7412 },
        { name: 'waymark.config.json', bytes: 3120 },
        { name: 'waymark.runtime.js', bytes: 4292 },
      ],
      revision: '3f9c2a71d04be865',
      events: events.length,
      unproven: events.filter((view) => view.proof.fired === null).length,
    };
  }
}
