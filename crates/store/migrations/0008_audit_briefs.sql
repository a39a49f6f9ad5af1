-- Frozen: released databases were made by exactly this text. Changes go into the next number.

-- What a list of audits shows of each, as JSON, so that it needs no report. Written with the report; of those that are
-- there, taken out of it.
ALTER TABLE audits ADD COLUMN brief TEXT;

UPDATE audits SET brief = json_object(
    'score', report ->> '$.health.score',
    'checked', report ->> '$.totals.checked',
    'breaks', (
        SELECT count(*) FROM json_each(audits.report, '$.events')
        WHERE value ->> '$.standing' IN ('broken', 'partly')
    ),
    'findings', json((
        SELECT json_group_array(json_array(value ->> '$.key', value ->> '$.severity'))
        FROM json_each(audits.report, '$.findings')
    )),
    'themes', json(coalesce(report -> '$.themes', '[]'))
) WHERE json_valid(report);
