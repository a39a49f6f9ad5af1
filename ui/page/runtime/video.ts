/**
 * Trigger `video`: HTML5 by its media events, YouTube and Vimeo by the messages that their players exchange with
 * a page (the IFrame API's and player.js's). Players are asked to tell; none is loaded, reloaded or steered.
 */
import type { Trigger } from '../../generated/Trigger';
import { allInDocument, getter, matchesCss } from '../shared/dom';
import { fire, hear, hitOf, on, safely, say, triggers } from './core';

type Video = Extract<Trigger, { type: 'video' }>;

/** What is known of one video. */
interface Watched {
  /** Where it was last, and its length, in seconds. */
  time_: number;
  duration_: number | undefined;
  /** The hundredths that were played. */
  played_: Set<number>;
  told_: Set<string | number>;
}

/** A longer step is a seek; seconds. Players tell four times a second, hidden or fast ones less often. */
const STEP = 2;
/** A page that talks to its YouTube player does so first, and is then listened to; milliseconds. */
const FIRST = 500;
/** Addresses of players; Vimeo's begin with a `p`. */
const PLAYER = /^https:\/\/(player\.vimeo|(?:www\.)?youtube(?:-nocookie)?)\.com\//;

/** What a player says: YouTube's numbers. */
const PLAYS = 1;
const ENDED = 0;

const windowOf = getter<Window | null>(HTMLIFrameElement, 'contentWindow');
const parentOf = getter<Node | null>(Node, 'parentNode');

triggers.video = (events) => {
  const known = new WeakMap<EventTarget, Watched>();

  /** A video is at this point, and has begun or ended. */
  const reach = (path: EventTarget[], state?: number, time?: number, duration?: number): void => {
    const video = path[0] as HTMLVideoElement;
    const it = known.get(video) || {
      time_: 0,
      duration_: 0,
      played_: new Set(),
      told_: new Set(),
    };
    known.set(video, it);
    const length = (it.duration_ = duration || it.duration_)!;
    if (time != null) {
      if (time - it.time_ < STEP)
        for (let at = ((100 * it.time_) / length) | 0; at < (((100 * time) / length) | 0); at++)
          it.played_.add(at);
      it.time_ = time;
    }
    const isDecoration =
      (video.loop && video.muted && !video.controls) || /[?&]background=1/.test(video.src);
    const told: (string | number)[] = [];
    for (const event of events) {
      const { start, percents, complete } = event.trigger as Video;
      const reached = (milestone: string | number): void => {
        if (it.told_.has(milestone)) return;
        told.push(milestone);
        const target = (event.selectors || [])[0]
          ? hitOf(event, path)[0]?.[1]
          : !isDecoration && video;
        if (target) fire(event, { path_: path, target_: target, milestone_: milestone });
      };
      if (start && state == PLAYS) reached('start');
      percents.filter((percent) => it.played_.size >= percent).forEach(reached);
      if (complete && state === ENDED) reached('complete');
    }
    told.forEach((milestone) => it.told_.add(milestone));
  };

  const media = (event: Event): void => {
    const path = event.composedPath();
    const video = path[0] as HTMLVideoElement;
    if (!matchesCss(video, 'video')) return;
    const { type } = event;
    // Another film in the same element.
    if (type == 'emptied') known.delete(video);
    else reach(path, { playing: PLAYS, ended: ENDED }[type], video.currentTime, video.duration);
  };
  for (const type of ['playing', 'timeupdate', 'ended', 'emptied']) hear(type, events, media);

  /** Asks a player to tell. Whatever is in the frame may hear that. */
  const ask = (frame: EventTarget | null): void =>
    safely(() => {
      const { src } = frame as HTMLIFrameElement;
      const [, host] = PLAYER.exec(src) || [];
      if (!host) return;
      const post = (message: unknown): void => windowOf(frame as Node)!.postMessage(message, '*');
      if (host[0] == 'p')
        for (const value of ['play', 'timeupdate', 'ended'])
          post({ method: 'addEventListener', value });
      else if (/[?&]enablejsapi=1/.test(src))
        setTimeout(() => known.has(frame!) || safely(() => post('{"event":"listening"}')), FIRST);
      else say('without enablejsapi=1 it tells nothing', frame);
    });
  // Not the window: the loads of elements do not get that far.
  on(document, 'load', (event) => ask(event.target));
  Array.from(allInDocument(document, 'iframe')).forEach(ask);

  on(window, 'message', (event) => {
    const { origin, source, data } = event as MessageEvent;
    const [, host] = PLAYER.exec(origin + '/') || [];
    const frame =
      host &&
      Array.from(allInDocument(document, 'iframe')).find((each) => windowOf(each) == source);
    if (!frame) return;
    const path: EventTarget[] = [];
    for (let node: Node | null = frame; node; node = parentOf(node)) path.push(node);
    const { event: type, info, data: at = {} } = typeof data == 'string' ? JSON.parse(data) : data;
    if (type == 'ready') ask(frame);
    if (host[0] == 'p')
      reach(path, { play: PLAYS, ended: ENDED }[type as string], at.seconds, at.duration);
    else if (type == 'onStateChange') reach(path, info);
    else reach(path, info.playerState, info.currentTime, info.duration);
  });
};
