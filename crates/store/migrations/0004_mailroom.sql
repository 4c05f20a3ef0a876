-- The mailroom: who gets it. Addresses lie here sealed or as keyed hashes, tokens as hashes; no row says who a person is.

-- `languages`: tags with spaces between them, in the order in which a text is looked for. `position` below 0: no longer
-- offered, kept for what refers to it. Words in a language are labels.
CREATE TABLE newsletters (
    id {{id}},
    slug TEXT NOT NULL UNIQUE,
    position BIGINT NOT NULL,
    languages TEXT NOT NULL,
    pace TEXT NOT NULL,
    sender_address TEXT NOT NULL,
    reply_to TEXT NOT NULL,
    base TEXT NOT NULL,
    in_full BIGINT NOT NULL
);

-- Forms that somebody sent: appended by who holds no key, deleted by who opens them, never by age. `sections`: slugs
-- with spaces between them, none: all.
CREATE TABLE requests (
    id {{id}},
    kind TEXT NOT NULL,
    newsletter BIGINT REFERENCES newsletters (id),
    sections TEXT NOT NULL,
    only_changes BIGINT NOT NULL,
    language TEXT NOT NULL,
    form TEXT NOT NULL,
    seal_id {{blob}} NOT NULL,
    seal_key BIGINT NOT NULL,
    encapsulated {{blob}} NOT NULL,
    ciphertext {{blob}} NOT NULL,
    at BIGINT NOT NULL
);

-- The seal is null unless the state is pending or confirmed. `before_state` is what a pending one is again when it is
-- forgotten; `lane` means nothing without the key. Of an erased one nothing is left but the hash: the dates are null and
-- the language is everybody's.
CREATE TABLE subscribers (
    id {{id}},
    state TEXT NOT NULL,
    reason TEXT,
    before_state TEXT,
    before_reason TEXT,
    language TEXT NOT NULL,
    seal_id {{blob}},
    seal_key BIGINT,
    encapsulated {{blob}},
    ciphertext {{blob}},
    hash_key BIGINT NOT NULL,
    digest {{blob}} NOT NULL,
    lane BIGINT NOT NULL DEFAULT 0,
    asked BIGINT,
    changed BIGINT,
    UNIQUE (hash_key, digest)
);

-- The consent record is `consent_at`, `consent_source` and `consent_form`. `sent`: when the newest mail with the
-- confirming link went, or was given up if none did; null while none has come to its end. `was_left`: a pending one was
-- left before, and is so again when it is forgotten.
CREATE TABLE subscriptions (
    id {{id}},
    subscriber BIGINT NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
    newsletter BIGINT NOT NULL REFERENCES newsletters (id),
    state TEXT NOT NULL,
    was_left BIGINT NOT NULL DEFAULT 0,
    sections TEXT NOT NULL,
    only_changes BIGINT NOT NULL,
    consent_at BIGINT NOT NULL,
    consent_source TEXT NOT NULL,
    consent_form TEXT NOT NULL,
    sent BIGINT,
    changed BIGINT NOT NULL,
    UNIQUE (subscriber, newsletter)
);
CREATE INDEX subscriptions_of_newsletter ON subscriptions (newsletter, state);
-- For those to be forgotten.
CREATE INDEX subscriptions_sent ON subscriptions (sent) WHERE state = 'pending';

-- `hash` is SHA-256 of the token; `owner` a subscription or a subscriber, as the purpose decides.
CREATE TABLE tokens (
    hash {{blob}} PRIMARY KEY,
    purpose TEXT NOT NULL,
    owner BIGINT NOT NULL,
    subscriber BIGINT NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    UNIQUE (purpose, owner)
);
CREATE INDEX tokens_of_subscriber ON tokens (subscriber);

-- Mails to one person that are no mailing. Claimed and settled as deliveries are; see there.
CREATE TABLE notices (
    id {{id}},
    kind TEXT NOT NULL,
    subscriber BIGINT NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
    subscription BIGINT REFERENCES subscriptions (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    mark {{blob}} NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    free_at BIGINT,
    hold BIGINT,
    worker TEXT,
    since BIGINT,
    attempts BIGINT NOT NULL DEFAULT 0,
    settled_at BIGINT,
    reason TEXT NOT NULL DEFAULT '',
    reply TEXT NOT NULL DEFAULT ''
);
CREATE INDEX notices_free ON notices (free_at, id) WHERE free_at IS NOT NULL;
CREATE INDEX notices_of_subscriber ON notices (subscriber, at);
CREATE INDEX notices_of_subscription ON notices (subscription);

-- `number` tells apart corrections and additions, 0 for the edition itself. `not_before`: until then its publishing can be
-- taken back, so it does not begin even when its texts are complete before it is due. `began`: null while it waits.
-- `audience`: how many deliveries it began with. Whether it is done is asked of its deliveries, never written.
CREATE TABLE mailings (
    id {{id}},
    edition BIGINT NOT NULL REFERENCES editions (id),
    newsletter BIGINT NOT NULL REFERENCES newsletters (id),
    kind TEXT NOT NULL,
    number BIGINT NOT NULL,
    due BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    began BIGINT,
    paused BIGINT NOT NULL,
    cancelled BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    audience BIGINT NOT NULL,
    UNIQUE (edition, newsletter, kind, number)
);

-- One row, one outcome. `free_at` is from when on a worker may claim it: waiting, the end of a deferral; claimed, the end
-- of the lease; null once it has its outcome. `hold` is a number that each claim draws anew: who settles says it.
-- `since`: when the first attempt that counted was, before there is one when it was first claimed. `reason`: why in
-- short; `reply`: as the far side said it, the recipient in it replaced. `generation`: of what readers then saw.
CREATE TABLE deliveries (
    id {{id}},
    mailing BIGINT NOT NULL REFERENCES mailings (id),
    subscriber BIGINT NOT NULL REFERENCES subscribers (id),
    mark {{blob}} NOT NULL UNIQUE,
    lane BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    free_at BIGINT,
    hold BIGINT,
    worker TEXT,
    since BIGINT,
    attempts BIGINT NOT NULL DEFAULT 0,
    settled_at BIGINT,
    reason TEXT NOT NULL DEFAULT '',
    reply TEXT NOT NULL DEFAULT '',
    generation BIGINT,
    UNIQUE (mailing, subscriber)
);
-- For claims: what is free, oldest first, without walking through what is settled.
CREATE INDEX deliveries_free ON deliveries (free_at, id, mailing, lane) WHERE free_at IS NOT NULL;
CREATE INDEX deliveries_of_subscriber ON deliveries (subscriber);
-- For counts.
CREATE INDEX deliveries_states ON deliveries (mailing, state, reason);

-- What is kept of deliveries that were deleted; together with those that are there it gives the audience.
CREATE TABLE mailing_counts (
    mailing BIGINT NOT NULL REFERENCES mailings (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (mailing, state, reason)
);

-- What came back after the far side had taken it. Never rewrites the delivery.
CREATE TABLE returns (
    id {{id}},
    delivery BIGINT REFERENCES deliveries (id) ON DELETE CASCADE,
    notice BIGINT REFERENCES notices (id) ON DELETE CASCADE,
    reason TEXT,
    reply TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX returns_of_delivery ON returns (delivery);
CREATE INDEX returns_of_notice ON returns (notice);

-- Who mails, with a lease; so that it can be said that nobody does.
CREATE TABLE workers (
    name TEXT PRIMARY KEY,
    until BIGINT NOT NULL
);
