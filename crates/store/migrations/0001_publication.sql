-- The publication and everything of it that no edition holds, so that what readers see lies in one place, and the
-- words, pictures and ledgers that publication and editions share.

-- Pictures as we keep them, encoded anew; the files lie beside the database.
CREATE TABLE media (
    hash TEXT PRIMARY KEY,
    extension TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    small_hash TEXT,
    small_width BIGINT,
    small_height BIGINT
);

-- Which file became which master: encoding is not idempotent, so a file imported again must lead to the same master.
CREATE TABLE media_sources (
    source TEXT PRIMARY KEY,
    master TEXT NOT NULL REFERENCES media (hash)
);

-- One row, there from the beginning so that every write can lock it; `uuid` is null until a publication is imported.
CREATE TABLE publication (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    uuid TEXT,
    generation BIGINT NOT NULL,
    changes BIGINT NOT NULL,
    zone TEXT NOT NULL,
    period TEXT NOT NULL,
    leave_no_trace BIGINT NOT NULL,
    logo TEXT REFERENCES media (hash),
    colours TEXT NOT NULL
);
INSERT INTO publication (id, generation, changes, zone, period, leave_no_trace, colours)
VALUES (1, 0, 0, 'UTC', 'week', 0, '[]');

-- When and by what each generation came to be.
CREATE TABLE generations (
    number BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    act TEXT NOT NULL
);

-- Acts that others may ask about. `before` is the hash of the row before, so none can be taken out unseen.
CREATE TABLE audit (
    number BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    actor BIGINT,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    before TEXT NOT NULL
);

-- All words in a language that are not revisioned: names, yardsticks, captions.
CREATE TABLE labels (
    noun TEXT NOT NULL,
    owner BIGINT NOT NULL,
    field TEXT NOT NULL,
    language TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (noun, owner, field, language)
);

-- `chain`: tags with spaces between them, nearest first.
CREATE TABLE languages (
    tag TEXT PRIMARY KEY,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    direction TEXT NOT NULL,
    chain TEXT NOT NULL
);

CREATE TABLE sections (
    id {{id}},
    slug TEXT NOT NULL UNIQUE,
    position BIGINT NOT NULL
);

-- What a section is called from a day on: its labels belong to the name, and an edition shows those of its first day.
-- `until_day`: the last day on which it is judged under the name; null: until the next name begins, or still.
CREATE TABLE section_names (
    id {{id}},
    section BIGINT NOT NULL REFERENCES sections (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    since_day TEXT,
    until_day TEXT,
    UNIQUE (section, position)
);

CREATE TABLE bylines (
    id {{id}},
    slug TEXT NOT NULL UNIQUE,
    position BIGINT NOT NULL,
    shown TEXT NOT NULL
);

CREATE TABLE standing_pages (
    id {{id}},
    slug TEXT NOT NULL UNIQUE,
    position BIGINT NOT NULL,
    footer BIGINT NOT NULL
);

CREATE TABLE partners (
    position BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    link TEXT NOT NULL
);

CREATE TABLE channels (
    position BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    link TEXT NOT NULL
);

-- Paths of an earlier site, asked for when a path means nothing here.
CREATE TABLE redirects (
    path TEXT PRIMARY KEY,
    position BIGINT NOT NULL,
    target TEXT NOT NULL
);
