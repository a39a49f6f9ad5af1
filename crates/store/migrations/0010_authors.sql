-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- Who made a change, as the person calls themselves; empty where nobody said, as in all older rows.
ALTER TABLE change_log ADD COLUMN author TEXT NOT NULL DEFAULT '';
