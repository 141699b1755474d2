-- Moments are milliseconds since 1970 in UTC.
CREATE TABLE user (
    name     TEXT PRIMARY KEY,
    display  TEXT NOT NULL,
    unit     TEXT NOT NULL,
    role     TEXT NOT NULL CHECK (role IN ('officer', 'reviewer', 'administrator')),
    -- A PHC string: it names its own algorithm and costs.
    password TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0,
    added    INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    -- Of the secret that the browser holds; the secret itself is nowhere.
    digest  BLOB PRIMARY KEY,
    user    TEXT NOT NULL REFERENCES user (name),
    begun   INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_user ON session (user);

CREATE TABLE token (
    id      INTEGER PRIMARY KEY,
    digest  BLOB NOT NULL UNIQUE,
    user    TEXT NOT NULL REFERENCES user (name),
    label   TEXT NOT NULL,
    scopes  TEXT NOT NULL,
    made    INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    used    INTEGER,
    revoked INTEGER
) STRICT;
CREATE INDEX token_user ON token (user);

CREATE TABLE draft (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT NOT NULL,
    blake3  TEXT NOT NULL,
    bytes   BLOB NOT NULL,
    unit    TEXT NOT NULL,
    owner   TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_owner ON draft (owner);
CREATE INDEX draft_unit ON draft (unit);
CREATE TRIGGER draft_original BEFORE UPDATE ON draft
BEGIN SELECT RAISE(ABORT, 'an original is never changed'); END;

CREATE TABLE decision (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    fingerprint TEXT NOT NULL,
    code        TEXT NOT NULL,
    document    TEXT NOT NULL,
    number      TEXT,
    message     TEXT NOT NULL,
    what        TEXT NOT NULL CHECK (what IN ('accepted', 'ignored', 'undone')),
    reason      TEXT,
    draft       INTEGER,
    by          TEXT NOT NULL,
    unit        TEXT NOT NULL,
    at          INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_document ON decision (document, fingerprint);

CREATE TABLE verdict (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    first       TEXT NOT NULL,
    first_path  TEXT NOT NULL,
    second      TEXT NOT NULL,
    second_path TEXT NOT NULL,
    what        TEXT NOT NULL CHECK (what IN ('duplicate', 'complementary', 'conflict', 'unrelated')),
    reason      TEXT,
    by          TEXT NOT NULL,
    unit        TEXT NOT NULL,
    at          INTEGER NOT NULL
) STRICT;
CREATE INDEX verdict_pair ON verdict (first, first_path, second, second_path);

CREATE TABLE log (
    seq     INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    who     TEXT NOT NULL,
    address TEXT,
    what    TEXT NOT NULL,
    object  TEXT NOT NULL,
    -- JSON.
    before  TEXT,
    after   TEXT,
    -- BLAKE3 of the row before with all the above.
    hash    BLOB NOT NULL
) STRICT;
CREATE INDEX log_who ON log (who);
CREATE INDEX log_what ON log (what);

-- What was decided and what was done stays: rows are added, none is changed or taken away.
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER decision_kept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER verdict_stays BEFORE UPDATE ON verdict BEGIN SELECT RAISE(ABORT, 'verdicts are only added'); END;
CREATE TRIGGER verdict_kept BEFORE DELETE ON verdict BEGIN SELECT RAISE(ABORT, 'verdicts are only added'); END;
CREATE TRIGGER log_stays BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
