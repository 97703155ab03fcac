//! CSV as Norwegian spreadsheets read it: semicolons, UTF-8 with mark, and no cell that could run as a formula.

/// Builds a CSV text.
pub struct Csv {
    text: String,
}

impl Csv {
    /// A table with these column heads.
    pub fn new(heads: &[&str]) -> Self {
        let mut csv = Csv {
            text: String::from('\u{feff}'),
        };
        csv.row(heads);
        csv
    }

    /// Adds a row.
    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                self.text.push(';');
            }
            self.text.push_str(&guarded(cell.as_ref()));
        }
        self.text.push_str("\r\n");
    }

    /// The text, with the mark at its head.
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}

/// Quotes a cell where needed; a cell that begins like a formula gets an apostrophe in front (OWASP, CSV injection).
fn guarded(cell: &str) -> String {
    let flat: String = cell
        .chars()
        .map(|c| if c == '\r' || c == '\n' { ' ' } else { c })
        .collect();
    let risky = flat.trim_start().starts_with(['=', '+', '-', '@', '\t']) || flat.starts_with('\t');
    let safe = if risky { format!("'{flat}") } else { flat };
    if safe.contains([';', '"', '\'']) || risky {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::Csv;

    #[test]
    fn guards_formulas_quotes_and_breaks() {
        let mut csv = Csv::new(&["a", "b"]);
        csv.row(&["=HYPERLINK(\"x\")", "én; to"]);
        csv.row(&[" +1", "two\nlines"]);
        let text = String::from_utf8(csv.into_bytes()).unwrap();
        assert_eq!(
            text,
            "\u{feff}a;b\r\n\"'=HYPERLINK(\"\"x\"\")\";\"én; to\"\r\n\"' +1\";two lines\r\n"
        );
    }
}
