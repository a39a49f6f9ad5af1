-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- Every audit of a shop: the pages it chose and what it found, as JSON. One that has no report is under way or was
-- stopped, and goes on where it was.
CREATE TABLE audits (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    shop        TEXT    NOT NULL REFERENCES shops (slug),
    number      INTEGER NOT NULL,
    started_at  INTEGER NOT NULL,
    settings    TEXT    NOT NULL,
    sample      TEXT,
    finished_at INTEGER,
    report      TEXT
) STRICT;

CREATE UNIQUE INDEX audits_by_number ON audits (shop, number);

-- What an audit under way keeps of each page it looked at. Emptied once the report is written.
CREATE TABLE audit_pages (
    audit    INTEGER NOT NULL REFERENCES audits (id),
    url      TEXT    NOT NULL,
    document TEXT    NOT NULL,
    PRIMARY KEY (audit, url)
) STRICT, WITHOUT ROWID;

-- Findings that a person does not want to hear of for a while, and why.
CREATE TABLE audit_mutes (
    shop    TEXT    NOT NULL REFERENCES shops (slug),
    finding TEXT    NOT NULL,
    reason  TEXT    NOT NULL,
    until   INTEGER,
    at      INTEGER NOT NULL,
    PRIMARY KEY (shop, finding)
) STRICT;
