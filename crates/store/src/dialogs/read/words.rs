//! The search text against the index. Two ways lead to the same rows: from the hits of the index to the rows (few hits,
//! or many rows), or from the rows of a narrow list to their words (few rows).

use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::source::READ_THROUGH;
use crate::StoreError;
use crate::dialog_search::Word;

/// Words that a typed one stands for, at most: those that hold it inside; where there are more, those that begin with it.
/// Named words are followed one hit at a time; a beginning makes the index put all hits of all words together first.
const NAMED: i64 = 200;

/// Letters from which on the index has no list of beginnings.
const UNLISTED: usize = 4;

/// The search text, ready for the index.
pub(super) struct Text {
    /// As typed, folded.
    pub words: Vec<Word>,
    /// For `MATCH`.
    pub expression: String,
    /// What `instr` looks for in the words of a row: one for each word, in the same order.
    needles: Vec<String>,
    /// Hits in the index, counted up to [`READ_THROUGH`] and one more.
    pub hits: i64,
}

impl Text {
    /// `None` when there is no word.
    pub(super) async fn new(
        connection: &mut SqliteConnection,
        words: Vec<Word>,
    ) -> Result<Option<Text>, StoreError> {
        if words.is_empty() {
            return Ok(None);
        }
        let mut terms = Vec::with_capacity(words.len());
        let mut needles = Vec::with_capacity(words.len());
        for word in &words {
            let (term, is_inside) = term(connection, word).await?;
            needles.push(needle(word, is_inside));
            terms.push(term);
        }
        let expression = terms.join(" AND ");
        let mut text = Text {
            words,
            expression,
            needles,
            hits: 0,
        };
        text.hits = text.newest(connection, READ_THROUGH + 1).await?;
        Ok(Some(text))
    }

    /// How many hits there are in the index, counted from the newest on up to a number.
    pub(super) async fn newest(
        &self,
        connection: &mut SqliteConnection,
        at_most: i64,
    ) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT count(*) FROM (SELECT rowid FROM dialog_search WHERE dialog_search MATCH ? ORDER BY rowid DESC LIMIT ?)",
        )
        .bind(self.expression.clone())
        .bind(at_most)
        .fetch_one(connection)
        .await?)
    }

    /// Whether the index alone does not tell: it does not know which word follows which.
    pub(super) fn needs_words(&self) -> bool {
        self.words.iter().any(Word::is_phrase)
    }

    /// Adds the look at the words `w` of a row: at all of them, or only at phrases.
    pub(super) fn conditions(&self, sql: &mut QueryBuilder<Sqlite>, only_phrases: bool) {
        for (word, needle) in self.words.iter().zip(&self.needles) {
            if only_phrases && !word.is_phrase() {
                continue;
            }
            sql.push(" AND (instr(w.words, ").push_bind(needle.clone());
            sql.push(") > 0 OR instr(w.body, ")
                .push_bind(needle.clone())
                .push(") > 0)");
        }
    }

    /// An expression that is true where all words stand in the title, the first field.
    pub(super) fn in_title(&self, sql: &mut QueryBuilder<Sqlite>) {
        for (n, needle) in self.needles.iter().enumerate() {
            if n > 0 {
                sql.push(" AND ");
            }
            sql.push("instr(substr(w.words, 1, instr(w.words, char(10))), ");
            sql.push_bind(needle.clone()).push(") > 0");
        }
    }
}

/// What `instr` looks for: every word stands between two spaces.
fn needle(word: &Word, is_inside: bool) -> String {
    match (is_inside, word.may_go_on) {
        (true, _) => word.text.clone(),
        (false, true) => format!(" {}", word.text),
        (false, false) => format!(" {} ", word.text),
    }
}

/// What `MATCH` looks for, and whether that includes words that hold the typed one inside. Folded words are letters and
/// digits only; quotes keep `AND` a word.
async fn term(
    connection: &mut SqliteConnection,
    word: &Word,
) -> Result<(String, bool), StoreError> {
    let (before, last) = word.text.rsplit_once(' ').unwrap_or(("", &word.text));
    let mut parts: Vec<String> = before
        .split_whitespace()
        .map(|part| format!("\"{part}\""))
        .collect();
    let mut is_inside = false;
    parts.push(if !word.may_go_on {
        format!("\"{last}\"")
    } else if last.chars().count() < UNLISTED || last.bytes().all(|b| b.is_ascii_digit()) {
        format!("\"{last}\"*")
    } else {
        let holding = if word.hits_inside() {
            holding(connection, last).await?
        } else {
            None
        };
        is_inside = holding.is_some();
        let named = match holding {
            Some(named) => Some(named),
            None => beginning(connection, last).await?,
        };
        match named {
            Some(named) => {
                let named: Vec<String> = named.iter().map(|one| format!(" OR \"{one}\"")).collect();
                format!("(\"{last}\"{})", named.concat())
            }
            None => format!("\"{last}\"*"),
        }
    });
    Ok((parts.join(" AND "), is_inside))
}

/// Words that hold one inside or begin with it; `None` when there are too many.
async fn holding(
    connection: &mut SqliteConnection,
    part: &str,
) -> Result<Option<Vec<String>>, StoreError> {
    let found: Vec<String> = sqlx::query_scalar(
        "SELECT word FROM search_word_parts WHERE search_word_parts MATCH ? LIMIT ?",
    )
    .bind(format!("\"{part}\""))
    .bind(NAMED + 1)
    .fetch_all(connection)
    .await?;
    Ok((found.len() as i64 <= NAMED).then_some(found))
}

/// Words that begin with one; `None` when there are too many.
async fn beginning(
    connection: &mut SqliteConnection,
    part: &str,
) -> Result<Option<Vec<String>>, StoreError> {
    let found: Vec<String> = sqlx::query_scalar(
        "SELECT word FROM search_words WHERE word >= ?1 AND word < ?1 || char(1114111) LIMIT ?2",
    )
    .bind(part)
    .bind(NAMED + 1)
    .fetch_all(connection)
    .await?;
    Ok((found.len() as i64 <= NAMED).then_some(found))
}
