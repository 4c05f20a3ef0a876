-- Editions with what no language changes in them: sections in order, verdicts, commentaries, bylines, pictures, corrections.

-- Days are civil dates; instants are microseconds since 1970, UTC.
CREATE TABLE editions (
    id {{id}},
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    number BIGINT UNIQUE,
    year_number BIGINT,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    cutoff BIGINT,
    state TEXT NOT NULL,
    scheduled_at BIGINT,
    published_at BIGINT,
    withdrawn_at BIGINT
);

-- A verdict belongs to edition and section; the row is there before the verdict is. `newest` and `public_revision` are
-- numbers of its revisions.
CREATE TABLE verdicts (
    id {{id}},
    edition BIGINT NOT NULL REFERENCES editions (id),
    section BIGINT NOT NULL REFERENCES sections (id),
    position BIGINT NOT NULL,
    newest BIGINT,
    public_revision BIGINT,
    public_since BIGINT,
    UNIQUE (edition, section)
);

-- Only ever appended to. No actor: the command line.
CREATE TABLE verdict_revisions (
    verdict BIGINT NOT NULL REFERENCES verdicts (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    value TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor BIGINT,
    PRIMARY KEY (verdict, number)
);

CREATE TABLE commentaries (
    id {{id}},
    edition BIGINT NOT NULL REFERENCES editions (id),
    verdict BIGINT NOT NULL REFERENCES verdicts (id) ON DELETE CASCADE,
    slug TEXT NOT NULL,
    position BIGINT NOT NULL,
    UNIQUE (edition, slug)
);
CREATE INDEX commentaries_of_verdict ON commentaries (verdict);

CREATE TABLE commentary_bylines (
    commentary BIGINT NOT NULL REFERENCES commentaries (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    byline BIGINT NOT NULL REFERENCES bylines (id),
    PRIMARY KEY (commentary, position)
);

CREATE TABLE pictures (
    id {{id}},
    commentary BIGINT NOT NULL UNIQUE REFERENCES commentaries (id) ON DELETE CASCADE,
    file TEXT NOT NULL,
    media TEXT NOT NULL REFERENCES media (hash)
);

CREATE TABLE corrections (
    id {{id}},
    edition BIGINT NOT NULL REFERENCES editions (id),
    number BIGINT NOT NULL,
    published BIGINT NOT NULL,
    UNIQUE (edition, number)
);

-- `subject` is a commentary's or section's slug, which are for good; `before` what stood there, in the words of its kind.
CREATE TABLE correction_changes (
    correction BIGINT NOT NULL REFERENCES corrections (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT,
    language TEXT,
    revision BIGINT,
    before TEXT,
    PRIMARY KEY (correction, position)
);
