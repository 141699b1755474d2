-- Questions that somebody wants to ask again; nobody else sees them.
CREATE TABLE search (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    owner TEXT NOT NULL,
    name  TEXT NOT NULL,
    q     TEXT NOT NULL,
    sort  TEXT NOT NULL CHECK (sort IN ('relevance', 'newest', 'oldest', 'number')),
    exact INTEGER NOT NULL,
    -- The day on which force is told, YYYY-MM-DD; the day of the question where none.
    as_of TEXT,
    at    INTEGER NOT NULL,
    UNIQUE (owner, name)
) STRICT;
