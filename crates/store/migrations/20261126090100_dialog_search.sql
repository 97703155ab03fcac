-- Full-text search of messages.
-- Previous release: opens the result; it does not know the tables and leaves them alone.

-- The words of each dialog as search compares them: folded, letters and digits only, a space before and after each word,
-- so that one look (`instr`) finds a word, the beginning of one, or a phrase. Fields are parted by a line feed between
-- spaces: title, summary, sender, party with number, service. `body` is what the user has opened.
CREATE TABLE dialog_words (
    key   INTEGER PRIMARY KEY NOT NULL REFERENCES dialogs (key) ON DELETE CASCADE,
    words TEXT NOT NULL,
    body  TEXT NOT NULL DEFAULT ''
) STRICT;

-- Only which dialog holds which word: places of hits are worked out for the rows that are shown, and phrases are looked
-- for in `dialog_words`. Prefix indexes of one to three letters: from the fourth on `search_words` says which words begin so.
CREATE VIRTUAL TABLE dialog_search USING fts5(
    words, body, content = 'dialog_words', content_rowid = 'key', tokenize = 'ascii', prefix = '1 2 3', detail = 'none',
    columnsize = 0
);

CREATE TRIGGER dialog_words_in AFTER INSERT ON dialog_words
BEGIN
    INSERT INTO dialog_search (rowid, words, body) VALUES (NEW.key, NEW.words, NEW.body);
END;

CREATE TRIGGER dialog_words_out AFTER DELETE ON dialog_words
BEGIN
    INSERT INTO dialog_search (dialog_search, rowid, words, body) VALUES ('delete', OLD.key, OLD.words, OLD.body);
END;

CREATE TRIGGER dialog_words_anew AFTER UPDATE ON dialog_words
WHEN OLD.words <> NEW.words OR OLD.body <> NEW.body
BEGIN
    INSERT INTO dialog_search (dialog_search, rowid, words, body) VALUES ('delete', OLD.key, OLD.words, OLD.body);
    INSERT INTO dialog_search (rowid, words, body) VALUES (NEW.key, NEW.words, NEW.body);
END;

-- Every word that was ever indexed (numbers aside), and the words by their parts: «avgift» is found in «aarsavgift».
CREATE TABLE search_words (
    key  INTEGER PRIMARY KEY NOT NULL,
    word TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE search_word_parts USING fts5(
    word, content = 'search_words', content_rowid = 'key', tokenize = 'trigram', detail = 'full'
);

CREATE TRIGGER search_words_in AFTER INSERT ON search_words
BEGIN
    INSERT INTO search_word_parts (rowid, word) VALUES (NEW.key, NEW.word);
END;

-- Rows whose words must be put together (anew): they are new, or a name or the language has changed.
CREATE TABLE dialog_reindex (
    key INTEGER PRIMARY KEY NOT NULL REFERENCES dialogs (key) ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;
