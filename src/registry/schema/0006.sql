-- The tasks of a document in short, by which a check tells which of them it must read; the bytes are not read here. A document
-- with tasks stands in `brief` or in `brief_due`: all tasks of the latter are read.
CREATE TABLE brief (
    territory TEXT NOT NULL,        -- of its tasks
    last      INTEGER NOT NULL,     -- first and last year of the work of any of them
    document  INTEGER NOT NULL UNIQUE REFERENCES document (row) ON DELETE CASCADE,
    first     INTEGER NOT NULL,
    tasks     BLOB NOT NULL,
    PRIMARY KEY (territory, last, document)
) STRICT, WITHOUT ROWID;
CREATE TABLE brief_due (
    document INTEGER PRIMARY KEY REFERENCES document (row) ON DELETE CASCADE
) STRICT;
INSERT INTO brief_due (document) SELECT DISTINCT document FROM task;
-- By which words and weights: others make all of `brief` void.
CREATE TABLE brief_by (
    ground TEXT NOT NULL
) STRICT;
-- What one authority issued, whatever else its territory has.
CREATE INDEX document_issuer ON document (territory, issuer, issued, class);
