-- Frozen: released databases were made by exactly this text. Changes go into the next number.

CREATE TABLE shops (
    slug      TEXT    NOT NULL PRIMARY KEY,
    url       TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    added_at  INTEGER NOT NULL,
    opened_at INTEGER
) STRICT;

-- In the order they are tried; patterns is a JSON list.
CREATE TABLE page_types (
    shop     TEXT    NOT NULL REFERENCES shops (slug),
    id       TEXT    NOT NULL,
    position INTEGER NOT NULL,
    patterns TEXT    NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;

-- Content-addressed and shared by the events picked on equal pages, so never changed.
CREATE TABLE scenes (
    shop     TEXT NOT NULL REFERENCES shops (slug),
    id       TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;

-- document is the event as JSON; the columns beside it are copies for listing and searching.
CREATE TABLE events (
    shop     TEXT    NOT NULL REFERENCES shops (slug),
    id       TEXT    NOT NULL,
    position INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    status   TEXT    NOT NULL,
    saved_at INTEGER NOT NULL,
    document TEXT    NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;

CREATE INDEX events_in_order ON events (shop, position);

-- The last time each definition of an event fired in a test. No reference to events: a deleted event that is
-- brought back is as proven as it was.
CREATE TABLE proofs (
    shop       TEXT    NOT NULL REFERENCES shops (slug),
    event      TEXT    NOT NULL,
    definition TEXT    NOT NULL,
    fired_at   INTEGER NOT NULL,
    page       TEXT    NOT NULL,
    parameters TEXT    NOT NULL,
    PRIMARY KEY (shop, event, definition)
) STRICT;

-- Kept for deleted events too, for the same reason.
CREATE TABLE pictures (
    shop     TEXT    NOT NULL REFERENCES shops (slug),
    event    TEXT    NOT NULL,
    taken_at INTEGER NOT NULL,
    png      BLOB    NOT NULL,
    PRIMARY KEY (shop, event)
) STRICT;

CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Everything authored, before and after, as JSON. A row that takes another back names it in undoes.
CREATE TABLE change_log (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    shop   TEXT    NOT NULL REFERENCES shops (slug),
    kind   TEXT    NOT NULL,
    event  TEXT,
    before TEXT,
    after  TEXT,
    at     INTEGER NOT NULL,
    undoes INTEGER UNIQUE REFERENCES change_log (id)
) STRICT;

CREATE INDEX change_log_of_shop ON change_log (shop, id);

CREATE TRIGGER change_log_is_not_rewritten BEFORE UPDATE ON change_log
BEGIN
    SELECT raise(ABORT, 'the change log is append-only');
END;

CREATE TRIGGER change_log_is_not_shortened BEFORE DELETE ON change_log
BEGIN
    SELECT raise(ABORT, 'the change log is append-only');
END;
