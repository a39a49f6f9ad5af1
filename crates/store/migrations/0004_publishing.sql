-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- Where a shop's configs are published, as JSON without secrets, in the order they were added. What is taken out of the
-- list stays here, as publications name it.
CREATE TABLE publication_targets (
    shop       TEXT    NOT NULL REFERENCES shops (slug),
    id         TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    document   TEXT    NOT NULL,
    removed_at INTEGER,
    PRIMARY KEY (shop, id)
) STRICT;

-- What was published once, whole, so that it can be put back anywhere: the release as JSON. The id is made of what is in
-- it; one config with another runtime is another revision.
CREATE TABLE revisions (
    shop     TEXT    NOT NULL REFERENCES shops (slug),
    id       TEXT    NOT NULL,
    revision TEXT    NOT NULL,
    number   INTEGER NOT NULL,
    made_at  INTEGER NOT NULL,
    events   INTEGER NOT NULL,
    document TEXT    NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;

CREATE UNIQUE INDEX revisions_by_number ON revisions (shop, number);

CREATE TRIGGER revisions_are_not_rewritten BEFORE UPDATE ON revisions
BEGIN
    SELECT raise(ABORT, 'revisions are immutable');
END;

CREATE TRIGGER revisions_are_not_removed BEFORE DELETE ON revisions
BEGIN
    SELECT raise(ABORT, 'revisions are immutable');
END;

-- Each time a revision was sent to a target (kind 'attempt', written before) and went live there (written after). An
-- attempt alone may have gone live.
CREATE TABLE publications (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    shop     TEXT    NOT NULL,
    target   TEXT    NOT NULL,
    revision TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    author   TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    FOREIGN KEY (shop, target) REFERENCES publication_targets (shop, id),
    FOREIGN KEY (shop, revision) REFERENCES revisions (shop, id)
) STRICT;

CREATE INDEX publications_of_target ON publications (shop, target, id);
