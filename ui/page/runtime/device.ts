/** What the visitor holds or sits at: the fact and the source `device`. Asks no layout: media features and the screen. */
import { facts, sources } from './core';

facts.device_ = sources.device = () =>
  matchMedia('(pointer:coarse)').matches
    ? Math.min(screen.width, screen.height) < 600
      ? 'phone'
      : 'tablet'
    : 'desktop';
