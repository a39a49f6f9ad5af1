-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- On which devices an event's element was there and could be seen when that was measured last, and by which rule. What a
-- rule is, is the app's business; here it is a text to compare.
CREATE TABLE event_devices (
    shop        TEXT    NOT NULL REFERENCES shops (slug),
    event       TEXT    NOT NULL,
    rule        TEXT    NOT NULL,
    measured_at INTEGER NOT NULL,
    page        TEXT    NOT NULL,
    document    TEXT    NOT NULL,
    PRIMARY KEY (shop, event)
) STRICT, WITHOUT ROWID;
