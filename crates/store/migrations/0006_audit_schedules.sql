-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- When a shop's audits begin by themselves, and who is told of them: as JSON, without secrets. Periods are counted from
-- `anchor`; before `not_before` none begins, as one was tried, or is under way in some program.
CREATE TABLE audit_schedules (
    shop       TEXT    PRIMARY KEY REFERENCES shops (slug),
    document   TEXT    NOT NULL,
    anchor     INTEGER NOT NULL,
    not_before INTEGER
) STRICT, WITHOUT ROWID;

-- What became of the last message on each way: when, and why it failed in words if it did.
CREATE TABLE audit_tellings (
    shop    TEXT    NOT NULL REFERENCES shops (slug),
    way     TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    failure TEXT,
    PRIMARY KEY (shop, way)
) STRICT, WITHOUT ROWID;
