-- Which registry this is, so that an index made of another one is told apart.
CREATE TABLE self (
    token TEXT NOT NULL
) STRICT;
INSERT INTO self (token) VALUES (lower(hex(randomblob(16))));

-- The last change of every document, numbered in the order of the writes; what was deleted keeps its line. Whoever holds
-- a copy (the search index) asks for what came after the number it has.
CREATE TABLE change (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL UNIQUE    -- the row, which may be gone
) STRICT;
INSERT INTO change (document) SELECT row FROM document ORDER BY row;
CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
    INSERT OR REPLACE INTO change (document) VALUES (NEW.row);
END;
CREATE TRIGGER document_changed AFTER UPDATE ON document BEGIN
    INSERT OR REPLACE INTO change (document) VALUES (NEW.row);
END;
CREATE TRIGGER document_gone AFTER DELETE ON document BEGIN
    INSERT OR REPLACE INTO change (document) VALUES (OLD.row);
END;
-- What is said of a document's force changes that document too.
CREATE TRIGGER force_added AFTER INSERT ON relation
WHEN NEW.effect IS NOT NULL OR NEW.role IN ('amends', 'replaces', 'repeals') BEGIN
    INSERT OR REPLACE INTO change (document)
    SELECT row FROM document WHERE (key = NEW.key OR name_key = NEW.name_key) AND row <> NEW.document;
END;
CREATE TRIGGER force_gone AFTER DELETE ON relation
WHEN OLD.effect IS NOT NULL OR OLD.role IN ('amends', 'replaces', 'repeals') BEGIN
    INSERT OR REPLACE INTO change (document)
    SELECT row FROM document WHERE (key = OLD.key OR name_key = OLD.name_key) AND row <> OLD.document;
END;

-- Queries that are kept under a name.
CREATE TABLE saved_search (
    name  TEXT PRIMARY KEY,
    query TEXT NOT NULL
) STRICT, WITHOUT ROWID;
