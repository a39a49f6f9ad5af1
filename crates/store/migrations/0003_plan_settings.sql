-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- What a plan says beside its events, as JSON: where events go, and what is asked of visitors first. A shop without a
-- row has what every plan starts with.
CREATE TABLE plan_settings (
    shop     TEXT NOT NULL PRIMARY KEY REFERENCES shops (slug),
    document TEXT NOT NULL
) STRICT;
