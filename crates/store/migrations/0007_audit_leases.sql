-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- Which program audits a shop, or did when it was killed. Only the lock on a file beside the database says whether it
-- still does; this is who to name.
CREATE TABLE audit_leases (
    shop    TEXT    PRIMARY KEY REFERENCES shops (slug),
    program TEXT    NOT NULL,
    process INTEGER NOT NULL,
    since   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
