-- The demo data leaves the first page empty. Its owner puts one of the demo data's collections there.
WITH shelf AS (
    INSERT INTO widget_instance (name, type, settings, status)
    VALUES ('Featured', 'collection_products', '{"collection": "homepage", "count": 4, "countPerRow": 4, "heading": "Featured"}', true)
    RETURNING widget_instance_id
)
INSERT INTO widget_placement (widget_instance_id, route, area)
SELECT widget_instance_id, 'homepage', 'content' FROM shelf;
