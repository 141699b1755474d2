-- Pairs of tasks that may be one work, kept so that only what is new is compared. A document stands in `compared` while its
-- tasks are the ones that were compared with those of all others there; both go with their document and its tasks.
CREATE TABLE compared (
    document INTEGER PRIMARY KEY REFERENCES document (row) ON DELETE CASCADE
) STRICT;
CREATE TABLE pair (
    first  INTEGER NOT NULL REFERENCES task (row) ON DELETE CASCADE,
    second INTEGER NOT NULL REFERENCES task (row) ON DELETE CASCADE,
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_second ON pair (second);
-- By which words and weights: other ones make all pairs void.
CREATE TABLE compared_by (
    ground TEXT NOT NULL
) STRICT;
