-- What a document says of another one's force beside amending, replacing and repealing it, with the days it states.
ALTER TABLE relation ADD COLUMN effect TEXT;    -- ends | suspends | continues | reports
ALTER TABLE relation ADD COLUMN first  TEXT;    -- first day of the effect, where stated
ALTER TABLE relation ADD COLUMN last   TEXT;    -- last day of the effect, where stated
