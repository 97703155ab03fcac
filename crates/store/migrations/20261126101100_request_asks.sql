-- What a request asks for, as a digest: rows that are alike are found without reading any of them again.
-- Previous release: opens the result; it does not know the column and leaves it empty.
ALTER TABLE requests ADD COLUMN asks TEXT;
