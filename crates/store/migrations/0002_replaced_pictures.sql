-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- The picture an event had before a change gave it another element, so that taking the change back brings
-- the picture back too; png is NULL where there was none.
CREATE TABLE replaced_pictures (
    change   INTEGER NOT NULL PRIMARY KEY REFERENCES change_log (id),
    taken_at INTEGER,
    png      BLOB
) STRICT;
