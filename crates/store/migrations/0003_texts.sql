-- Texts: what is written in one language for one owner, revision by revision, and which revision is public since when.

-- `edition` finds all texts of an edition at one look; null: a standing page's. `newest` and `public_revision` are numbers
-- of its revisions.
CREATE TABLE texts (
    id {{id}},
    edition BIGINT REFERENCES editions (id),
    owner_noun TEXT NOT NULL,
    owner BIGINT NOT NULL,
    language TEXT NOT NULL,
    source_language TEXT,
    newest BIGINT NOT NULL,
    public_revision BIGINT,
    public_since BIGINT,
    first_public BIGINT,
    UNIQUE (owner_noun, owner, language)
);
CREATE INDEX texts_of_edition ON texts (edition);

-- Only ever appended to; numbered as they were written here. `short` is what the archive keeps of a prose, and `bytes`
-- stands last, so that SQLite reads the one without walking through the other. No actor: the command line.
-- `source_revision` is the number of the source text's revision that a translation was made from.
CREATE TABLE revisions (
    text BIGINT NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    short TEXT,
    base TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor BIGINT,
    source_revision BIGINT,
    bytes TEXT NOT NULL,
    PRIMARY KEY (text, number)
);

-- Public revisions that corrections replaced, numbered as readers cite them.
CREATE TABLE earlier_revisions (
    text BIGINT NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (text, number)
);
