-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- Walks through a shop that were recorded, as JSON, and what came of the last time each was done again.
CREATE TABLE walks (
    shop    TEXT    NOT NULL REFERENCES shops (slug),
    id      TEXT    NOT NULL,
    made_at INTEGER NOT NULL,
    walk    TEXT    NOT NULL,
    played  TEXT,
    PRIMARY KEY (shop, id)
) STRICT;
