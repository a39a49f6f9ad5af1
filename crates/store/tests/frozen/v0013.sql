-- A database of version 13 with a little of everything in it, as text. Frozen: never edited.
BEGIN TRANSACTION;
CREATE TABLE audit_leases (
    shop    TEXT    PRIMARY KEY REFERENCES shops (slug),
    program TEXT    NOT NULL,
    process INTEGER NOT NULL,
    since   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "audit_leases" VALUES('shop.example','command line',4711,1760000000020);
CREATE TABLE audit_mutes (
    shop    TEXT    NOT NULL REFERENCES shops (slug),
    finding TEXT    NOT NULL,
    reason  TEXT    NOT NULL,
    until   INTEGER,
    at      INTEGER NOT NULL,
    PRIMARY KEY (shop, finding)
) STRICT;
INSERT INTO "audit_mutes" VALUES('shop.example','event/x/eventpartly','Winter sale',NULL,1760000000009);
CREATE TABLE audit_pages (
    audit    INTEGER NOT NULL REFERENCES audits (id),
    url      TEXT    NOT NULL,
    document TEXT    NOT NULL,
    PRIMARY KEY (audit, url)
) STRICT, WITHOUT ROWID;
INSERT INTO "audit_pages" VALUES(2,'https://shop.example/','{}');
CREATE TABLE audit_pictures (
    audit INTEGER NOT NULL REFERENCES audits (id) ON DELETE CASCADE,
    name  TEXT    NOT NULL,
    png   BLOB    NOT NULL,
    PRIMARY KEY (audit, name)
) STRICT;
INSERT INTO "audit_pictures" VALUES(1,'aa11',X'706E67');
CREATE TABLE audit_schedules (
    shop       TEXT    PRIMARY KEY REFERENCES shops (slug),
    document   TEXT    NOT NULL,
    anchor     INTEGER NOT NULL,
    not_before INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO "audit_schedules" VALUES('shop.example','{"every":"weekly","pulse":true}',1760000000010,1760000000011);
CREATE TABLE audit_tellings (
    shop    TEXT    NOT NULL REFERENCES shops (slug),
    way     TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    failure TEXT,
    PRIMARY KEY (shop, way)
) STRICT, WITHOUT ROWID;
INSERT INTO "audit_tellings" VALUES('shop.example','mail',1760000000012,'The mail server refuses the message (550).');
CREATE TABLE audits (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    shop        TEXT    NOT NULL REFERENCES shops (slug),
    number      INTEGER NOT NULL,
    started_at  INTEGER NOT NULL,
    settings    TEXT    NOT NULL,
    sample      TEXT,
    finished_at INTEGER,
    report      TEXT
, brief TEXT) STRICT;
INSERT INTO "audits" VALUES(1,'shop.example',1,1760000000006,'{}','[]',1760000000007,'{"schema":1,"health":{"score":71,"told":2,"all":3},"totals":{"checked":18},"events":[{"standing":"works"},{"standing":"partly"},{"standing":"broken"}],"findings":[{"key":"event/a","severity":"critical"},{"key":"tags","severity":"notice"}],"themes":[{"id":"7","name":"Dawn''s","isLive":true}]}','{"score":71,"checked":18,"breaks":2,"findings":[["event/a","critical"],["tags","notice"]],"themes":[{"id":"7","name":"Dawn''s","isLive":true}]}');
INSERT INTO "audits" VALUES(2,'shop.example',2,1760000000008,'{}','[]',NULL,NULL,NULL);
CREATE TABLE change_log (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    shop   TEXT    NOT NULL REFERENCES shops (slug),
    kind   TEXT    NOT NULL,
    event  TEXT,
    before TEXT,
    after  TEXT,
    at     INTEGER NOT NULL,
    undoes INTEGER UNIQUE REFERENCES change_log (id)
, author TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "change_log" VALUES(1,'shop.example','add','0198-a',NULL,'{"of":"event","position":0,"event":{"id":"0198-a","name":"add_to_cart","trigger":{"type":"click"},"where":{"pageTypes":["product"]},"target":{"selectors":[{"css":"form[action*=\"/cart/add\"] button"}],"multiple":false,"fingerprint":{"tag":"button","role":"button","name":"Add to cart","text":"","attributes":{},"classes":[],"landmarks":[],"heading":"","ancestors":[],"neighbours":[],"index":0},"scene":"9f2c"},"parameters":[],"stage":"BOFU","phase":"intent","weight":8,"macro":false,"status":"draft"}}',1760000000000,NULL,'');
INSERT INTO "change_log" VALUES(2,'shop.example','add','0198-b',NULL,'{"of":"event","position":1,"event":{"id":"0198-b","name":"size_guide_open","trigger":{"type":"click"},"where":{"pageTypes":["product"]},"target":{"selectors":[{"css":"form[action*=\"/cart/add\"] button"}],"multiple":false},"parameters":[],"stage":"BOFU","phase":"intent","weight":8,"macro":false,"status":"draft"}}',1760000000001,NULL,'');
INSERT INTO "change_log" VALUES(3,'shop.example','delete','0198-b','{"of":"event","position":1,"event":{"id":"0198-b","name":"size_guide_open","trigger":{"type":"click"},"where":{"pageTypes":["product"]},"target":{"selectors":[{"css":"form[action*=\"/cart/add\"] button"}],"multiple":false},"parameters":[],"stage":"BOFU","phase":"intent","weight":8,"macro":false,"status":"draft"}}',NULL,1760000000002,NULL,'');
INSERT INTO "change_log" VALUES(4,'shop.example','edit','0198-a','{"of":"event","position":0,"event":{"id":"0198-a","name":"add_to_cart","trigger":{"type":"click"},"where":{"pageTypes":["product"]},"target":{"selectors":[{"css":"form[action*=\"/cart/add\"] button"}],"multiple":false,"fingerprint":{"tag":"button","role":"button","name":"Add to cart","text":"","attributes":{},"classes":[],"landmarks":[],"heading":"","ancestors":[],"neighbours":[],"index":0},"scene":"9f2c"},"parameters":[],"stage":"BOFU","phase":"intent","weight":8,"macro":false,"status":"draft"}}','{"of":"event","position":0,"event":{"id":"0198-a","name":"add_to_cart","trigger":{"type":"click"},"where":{"pageTypes":["product"]},"target":{"selectors":[{"css":"button.buy"}],"multiple":false,"fingerprint":{"tag":"button","role":"button","name":"Add to cart","text":"","attributes":{},"classes":[],"landmarks":[],"heading":"","ancestors":[],"neighbours":[],"index":0},"scene":"9f2c"},"parameters":[],"stage":"BOFU","phase":"intent","weight":8,"macro":false,"status":"draft"}}',1760000000005,NULL,'Anna Sommer');
CREATE TABLE event_devices (
    shop        TEXT    NOT NULL REFERENCES shops (slug),
    event       TEXT    NOT NULL,
    rule        TEXT    NOT NULL,
    measured_at INTEGER NOT NULL,
    page        TEXT    NOT NULL,
    document    TEXT    NOT NULL,
    PRIMARY KEY (shop, event)
) STRICT, WITHOUT ROWID;
INSERT INTO "event_devices" VALUES('shop.example','0198-a','c0ffee',1760000000021,'https://shop.example/products/tee','[{"device":"phone","sight":"hidden"}]');
CREATE TABLE events (
    shop     TEXT    NOT NULL REFERENCES shops (slug),
    id       TEXT    NOT NULL,
    position INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    status   TEXT    NOT NULL,
    saved_at INTEGER NOT NULL,
    document TEXT    NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
INSERT INTO "events" VALUES('shop.example','0198-a',0,'add_to_cart','draft',1760000000005,'{"id":"0198-a","name":"add_to_cart","trigger":{"type":"click"},"where":{"pageTypes":["product"]},"target":{"selectors":[{"css":"button.buy"}],"multiple":false,"fingerprint":{"tag":"button","role":"button","name":"Add to cart","text":"","attributes":{},"classes":[],"landmarks":[],"heading":"","ancestors":[],"neighbours":[],"index":0},"scene":"9f2c"},"parameters":[],"stage":"BOFU","phase":"intent","weight":8,"macro":false,"status":"draft"}');
CREATE TABLE page_types (
    shop     TEXT    NOT NULL REFERENCES shops (slug),
    id       TEXT    NOT NULL,
    position INTEGER NOT NULL,
    patterns TEXT    NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
INSERT INTO "page_types" VALUES('shop.example','home',0,'["/"]');
INSERT INTO "page_types" VALUES('shop.example','product',1,'["/products/*","/collections/*/products/*"]');
INSERT INTO "page_types" VALUES('shop.example','collection',2,'["/collections","/collections/*"]');
INSERT INTO "page_types" VALUES('shop.example','cart',3,'["/cart"]');
INSERT INTO "page_types" VALUES('shop.example','search',4,'["/search"]');
INSERT INTO "page_types" VALUES('shop.example','checkout',5,'["/checkout","/checkouts/*"]');
INSERT INTO "page_types" VALUES('shop.example','account',6,'["/account","/account/*"]');
INSERT INTO "page_types" VALUES('shop.example','blog',7,'["/blogs/*"]');
INSERT INTO "page_types" VALUES('shop.example','content',8,'["/pages/*","/policies/*"]');
CREATE TABLE pictures (
    shop     TEXT    NOT NULL REFERENCES shops (slug),
    event    TEXT    NOT NULL,
    taken_at INTEGER NOT NULL,
    png      BLOB    NOT NULL,
    PRIMARY KEY (shop, event)
) STRICT;
INSERT INTO "pictures" VALUES('shop.example','0198-a',1760000000005,X'6C6174657220706E67');
CREATE TABLE plan_settings (
    shop     TEXT NOT NULL PRIMARY KEY REFERENCES shops (slug),
    document TEXT NOT NULL
) STRICT;
INSERT INTO "plan_settings" VALUES('shop.example','{"destinations":[{"type":"data_layer"},{"type":"ga4","measurementId":"G-ABC123"}],"privacy":{"consent":"merchant","visitorDays":30}}');
CREATE TABLE proof_pictures (
    shop       TEXT    NOT NULL REFERENCES shops (slug),
    event      TEXT    NOT NULL,
    definition TEXT    NOT NULL,
    taken_at   INTEGER NOT NULL,
    png        BLOB    NOT NULL,
    PRIMARY KEY (shop, event, definition)
) STRICT;
INSERT INTO "proof_pictures" VALUES('shop.example','0198-a','d1',1760000000021,X'89504E47');
CREATE TABLE proofs (
    shop       TEXT    NOT NULL REFERENCES shops (slug),
    event      TEXT    NOT NULL,
    definition TEXT    NOT NULL,
    fired_at   INTEGER NOT NULL,
    page       TEXT    NOT NULL,
    parameters TEXT    NOT NULL,
    PRIMARY KEY (shop, event, definition)
) STRICT;
INSERT INTO "proofs" VALUES('shop.example','0198-a','0123456789abcdef',1760000000003,'/products/tee','{"element_text":"Add to cart"}');
CREATE TABLE publication_targets (
    shop       TEXT    NOT NULL REFERENCES shops (slug),
    id         TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    document   TEXT    NOT NULL,
    removed_at INTEGER,
    PRIMARY KEY (shop, id)
) STRICT;
INSERT INTO "publication_targets" VALUES('shop.example','t1',0,'{"id":"t1","name":"Live","place":{"type":"host","url":"https://host.example"}}',NULL);
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
INSERT INTO "publications" VALUES(1,'shop.example','t1','aa11','publish','Anna',1760000000006);
CREATE TABLE replaced_pictures (
    change   INTEGER NOT NULL PRIMARY KEY REFERENCES change_log (id),
    taken_at INTEGER,
    png      BLOB
) STRICT;
INSERT INTO "replaced_pictures" VALUES(4,1760000000000,X'706E67');
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
INSERT INTO "revisions" VALUES('shop.example','aa11','aa11',1,1760000000005,1,'{}');
CREATE TABLE scenes (
    shop     TEXT NOT NULL REFERENCES shops (slug),
    id       TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
INSERT INTO "scenes" VALUES('shop.example','9f2c','{"path":"/products/tee","elements":[{"tag":"button","role":"","name":"","text":"","attributes":{},"classes":[],"landmarks":[],"heading":"","ancestors":[],"neighbours":[],"index":0}]}');
CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
INSERT INTO "settings" VALUES('export_folder','/home/anna/shop');
CREATE TABLE shops (
    slug      TEXT    NOT NULL PRIMARY KEY,
    url       TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    added_at  INTEGER NOT NULL,
    opened_at INTEGER
) STRICT;
INSERT INTO "shops" VALUES('shop.example','https://shop.example/','Shop',1760000000000,1760000000004);
CREATE TABLE walks (
    shop    TEXT    NOT NULL REFERENCES shops (slug),
    id      TEXT    NOT NULL,
    made_at INTEGER NOT NULL,
    walk    TEXT    NOT NULL,
    played  TEXT,
    PRIMARY KEY (shop, id)
) STRICT;
INSERT INTO "walks" VALUES('shop.example','w1',1760000000030,'{"id":"w1","name":"Home, product","madeAt":1760000000030,"steps":[{"act":"page","page":"/","pageType":"home","label":"","fired":["0198-a"]}],"ticks":[{"event":"0198-a","name":"add_to_cart","outcome":"fired","step":0,"reason":""}]}','{}');
CREATE INDEX events_in_order ON events (shop, position);
CREATE INDEX change_log_of_shop ON change_log (shop, id);
CREATE TRIGGER change_log_is_not_rewritten BEFORE UPDATE ON change_log
BEGIN
    SELECT raise(ABORT, 'the change log is append-only');
END;
CREATE TRIGGER change_log_is_not_shortened BEFORE DELETE ON change_log
BEGIN
    SELECT raise(ABORT, 'the change log is append-only');
END;
CREATE UNIQUE INDEX revisions_by_number ON revisions (shop, number);
CREATE TRIGGER revisions_are_not_rewritten BEFORE UPDATE ON revisions
BEGIN
    SELECT raise(ABORT, 'revisions are immutable');
END;
CREATE TRIGGER revisions_are_not_removed BEFORE DELETE ON revisions
BEGIN
    SELECT raise(ABORT, 'revisions are immutable');
END;
CREATE UNIQUE INDEX audits_by_number ON audits (shop, number);
CREATE INDEX publications_of_target ON publications (shop, target, id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('change_log',4);
INSERT INTO "sqlite_sequence" VALUES('publications',1);
INSERT INTO "sqlite_sequence" VALUES('audits',2);
COMMIT;
PRAGMA user_version = 13;
