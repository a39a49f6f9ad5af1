/** What the visitor holds or sits at: `$.facts_.device_`. Asks no layout: media features and the screen. */

$.facts_.device_ = () =>
  matchMedia('(pointer:coarse)').matches
    ? Math.min(screen.width, screen.height) < 600
      ? 'phone'
      : 'tablet'
    : 'desktop';

export {};
