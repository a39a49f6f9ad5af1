-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- What an event's element looked like when a test proved a definition of it, PNG.
CREATE TABLE proof_pictures (
    shop       TEXT    NOT NULL REFERENCES shops (slug),
    event      TEXT    NOT NULL,
    definition TEXT    NOT NULL,
    taken_at   INTEGER NOT NULL,
    png        BLOB    NOT NULL,
    PRIMARY KEY (shop, event, definition)
) STRICT;
