-- Issued documents, one row each, whether known by their text or by a catalogue alone.
CREATE TABLE document (
    row         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    number      TEXT,               -- DocNumber as JSON
    key         TEXT,               -- DocNumber::matching_key
    kind        TEXT,
    issuer      TEXT,               -- id of the lexicon
    issuer_text TEXT,
    level       TEXT,
    territory   TEXT NOT NULL,
    issued      TEXT,
    effective   TEXT,               -- first day in force
    expires     TEXT,               -- last day in force, where one is stated
    class       TEXT NOT NULL,
    title       TEXT,
    name        TEXT,               -- of laws
    name_key    TEXT,
    path        TEXT,
    hash        TEXT,
    source      TEXT NOT NULL       -- document | catalogue
) STRICT;
CREATE INDEX document_key ON document (key) WHERE key IS NOT NULL;
CREATE INDEX document_name ON document (name_key) WHERE name_key IS NOT NULL;
CREATE INDEX document_day ON document (territory, issued);

-- Files read; several may hold one document.
CREATE TABLE file (
    path     TEXT PRIMARY KEY,
    hash     TEXT NOT NULL,
    reader   TEXT NOT NULL,         -- version of the program that read it
    document INTEGER NOT NULL REFERENCES document (row) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX file_document ON file (document);

-- The document as understood (`soat parse`), as JSON.
CREATE TABLE body (
    document INTEGER PRIMARY KEY REFERENCES document (row) ON DELETE CASCADE,
    json     TEXT NOT NULL
) STRICT;

-- Provisions by path, one path a line.
CREATE TABLE provisions (
    document INTEGER PRIMARY KEY REFERENCES document (row) ON DELETE CASCADE,
    paths    TEXT NOT NULL
) STRICT;

-- What a document says of another. The other one is named by its own marks and never by its row, so that a citation
-- stored before its target resolves when the target comes.
CREATE TABLE relation (
    row        INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES document (row) ON DELETE CASCADE,
    role       TEXT NOT NULL,
    inverse    INTEGER NOT NULL,    -- 1 where the other one acts on `document` (told by a catalogue)
    key        TEXT,
    kind       TEXT,
    name_key   TEXT,
    issued     TEXT,
    year       INTEGER,
    dated      INTEGER NOT NULL,    -- 1 where the number holds its year
    territory  TEXT NOT NULL,
    level      TEXT,
    whole      INTEGER NOT NULL,
    provisions TEXT NOT NULL,       -- one path a line
    number     TEXT,                -- as printed
    text       TEXT NOT NULL,
    start      INTEGER,
    "end"      INTEGER
) STRICT;
CREATE INDEX relation_document ON relation (document);
CREATE INDEX relation_key ON relation (key) WHERE key IS NOT NULL;
CREATE INDEX relation_name ON relation (name_key) WHERE name_key IS NOT NULL;

CREATE TABLE task (
    row       INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (row) ON DELETE CASCADE,
    territory TEXT NOT NULL,
    first     INTEGER NOT NULL,     -- years of the work
    last      INTEGER NOT NULL,
    json      TEXT NOT NULL
) STRICT;
CREATE INDEX task_document ON task (document);
CREATE INDEX task_territory ON task (territory, first);

-- Issuer and years of which the registry has every document: only as declared, never as guessed.
CREATE TABLE coverage (
    issuer    TEXT NOT NULL,
    territory TEXT NOT NULL,
    first     INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    PRIMARY KEY (issuer, territory, first, last)
) STRICT, WITHOUT ROWID;
