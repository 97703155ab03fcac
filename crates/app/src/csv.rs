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

/// Quotes a cell where needed. What begins like a formula gets an apostrophe in front (OWASP, CSV injection): at the head
/// of the cell, and after a comma or a tab in it, where a spreadsheet of other habits begins a cell.
fn guarded(cell: &str) -> String {
    let mut safe = String::with_capacity(cell.len());
    let head = cell.trim_start().chars().next();
    let is_risky = cell.starts_with('\t') || head.is_some_and(begins_a_formula);
    if is_risky {
        safe.push('\'');
    }
    let mut may_begin = false;
    for c in cell.chars() {
        if may_begin && begins_a_formula(c) {
            safe.push('\'');
        }
        may_begin = matches!(c, ',' | '\t') || (may_begin && c.is_whitespace());
        safe.push(if c == '\r' || c == '\n' { ' ' } else { c });
    }
    if safe.contains([';', '"', '\'']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

/// Also as Japanese and Chinese keyboards write them: spreadsheets read those the same.
fn begins_a_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
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

    #[test]
    fn guards_formulas_that_other_separators_would_uncover() {
        for (cell, written) in [
            ("A,=HYPERLINK(1)", "\"A,'=HYPERLINK(1)\""),
            ("A, \t+1", "\"A, \t'+1\""),
            ("A\t@x", "\"A\t'@x\""),
            ("A,\n-1", "\"A, '-1\""),
            (",=1", "\",'=1\""),
            ("＝1", "\"'＝1\""),
            ("Hansen, Berg-Olsen, 2-4", "Hansen, Berg-Olsen, 2-4"),
        ] {
            let mut csv = Csv::new(&[cell]);
            csv.row(&["-"]);
            let text = String::from_utf8(csv.into_bytes()).unwrap();
            assert_eq!(text, format!("\u{feff}{written}\r\n\"'-\"\r\n"), "{cell:?}");
        }
    }
}
