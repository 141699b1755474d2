-- With the years of its work a document that was compared needs not be read where nothing new falls into them.
DELETE FROM pair;
DELETE FROM compared;
DELETE FROM compared_by;
ALTER TABLE compared ADD COLUMN first INTEGER NOT NULL DEFAULT 0;
ALTER TABLE compared ADD COLUMN last INTEGER NOT NULL DEFAULT 9999;
