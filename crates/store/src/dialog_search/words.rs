//! The list of every word that was ever indexed, by which a word is found inside others.

use std::collections::HashSet;

use sqlx::SqliteConnection;

use crate::StoreError;
use crate::text::list_text;

/// Bytes of the shortest word that is looked for by its name: see the beginnings in `dialog_search`.
const SHORTEST: usize = 4;

/// Adds the words of texts for the index. Numbers are left out: nobody looks inside them.
pub(crate) async fn learn<'a>(
    connection: &mut SqliteConnection,
    texts: impl IntoIterator<Item = &'a str>,
) -> Result<(), StoreError> {
    let words: HashSet<&str> = texts
        .into_iter()
        .flat_map(|text| text.split([' ', super::FIELD]))
        .filter(|word| word.len() >= SHORTEST && !word.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    if words.is_empty() {
        return Ok(());
    }
    let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    let words = list_text(&words);
    sqlx::query!(
        "INSERT OR IGNORE INTO search_words (word) SELECT value FROM json_each(?)",
        words
    )
    .execute(connection)
    .await?;
    Ok(())
}
