#!/bin/sh
# Debian's Chromium without the pages that its address bar opens beside every window: they cost more than the window and the
# page under test. Chromium goes by the last list of features alone, so this adds to Playwright's.
for word; do
  shift
  case $word in
    --disable-features=*) word=$word,WebUIOmniboxPopup,WebUIOmniboxAimPopup ;;
  esac
  set -- "$@" "$word"
done
exec "${WAYMARK_CHROMIUM:-/usr/bin/chromium}" "$@"
