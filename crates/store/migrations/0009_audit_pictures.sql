-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- Pictures that an audit's report names: elements as they were tagged, and as pages showed them. Only the last audits of a
-- shop keep them.
CREATE TABLE audit_pictures (
    audit INTEGER NOT NULL REFERENCES audits (id) ON DELETE CASCADE,
    name  TEXT    NOT NULL,
    png   BLOB    NOT NULL,
    PRIMARY KEY (audit, name)
) STRICT;
