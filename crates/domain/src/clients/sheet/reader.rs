//! Fields of a file: semicolons (or tabs, or commas, whichever the heading uses), quotation marks, UTF-8 with or without
//! a mark at its head.

use super::fault::{BadRow, Fault};
use super::{LONGEST_FIELD, MOST_LINES};

/// A line with its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Line on which it begins, from 1.
    pub line: u32,
    /// Fields.
    pub fields: Vec<String>,
}

/// Every line that holds anything. A line that cannot be read is in the second list, and the next one is read all the
/// same; a quotation mark that is never closed takes the rest with it.
pub(super) fn records(text: &str) -> (Vec<Record>, Vec<BadRow>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let mark = [';', '\t', ',']
        .into_iter()
        .find(|mark| first.contains(*mark))
        .unwrap_or(';');
    let mut reader = Reader {
        rest: text,
        line: 1,
        mark,
    };
    let (mut records, mut bad) = (Vec::new(), Vec::new());
    while !reader.rest.is_empty() {
        if records.len() + bad.len() >= MOST_LINES {
            bad.push(BadRow::new(reader.line, "", Fault::TooManyLines));
            break;
        }
        let line = reader.line;
        match reader.record() {
            Ok(fields) if fields.iter().all(|field| field.trim().is_empty()) => {}
            Ok(fields) => match fields.iter().find_map(|field| fault(field)) {
                Some((text, fault)) => bad.push(BadRow::new(line, &text, fault)),
                None => records.push(Record { line, fields }),
            },
            Err(text) => bad.push(BadRow::new(line, &text, Fault::Quotes)),
        }
    }
    (records, bad)
}

/// What is wrong with a field, whatever column it stands in.
fn fault(field: &str) -> Option<(String, Fault)> {
    if field.contains('\u{fffd}') {
        return Some((field.to_owned(), Fault::NotUtf8));
    }
    if field.chars().count() > LONGEST_FIELD {
        return Some((field.to_owned(), Fault::TooLong));
    }
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if field.contains(is_control) {
        let shown = field.replace(is_control, "\u{fffd}");
        return Some((shown, Fault::ControlCharacter));
    }
    None
}

struct Reader<'a> {
    rest: &'a str,
    line: u32,
    mark: char,
}

impl Reader<'_> {
    /// The next line's fields, or the text at which its quotation marks went wrong.
    fn record(&mut self) -> Result<Vec<String>, String> {
        let mut fields = Vec::new();
        loop {
            let (field, end) = if let Some(quoted) = self.rest.strip_prefix('"') {
                self.rest = quoted;
                self.quoted()?
            } else {
                self.plain()
            };
            fields.push(unguarded(field));
            match end {
                End::Field => {}
                End::Line => return Ok(fields),
            }
        }
    }

    fn plain(&mut self) -> (String, End) {
        let mark = self.mark;
        match self.rest.find([mark, '\n']) {
            Some(at) => {
                let field = self.rest[..at].trim_end_matches('\r').to_owned();
                let end = self.step(at);
                (field, end)
            }
            None => {
                let field = self.rest.trim_end_matches('\r').to_owned();
                self.rest = "";
                (field, End::Line)
            }
        }
    }

    fn quoted(&mut self) -> Result<(String, End), String> {
        let mut field = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            if c == '\n' {
                self.line += 1;
            }
            if c != '"' {
                field.push(c);
                continue;
            }
            let after = &self.rest[at + 1..];
            if after.starts_with('"') {
                chars.next();
                field.push('"');
                continue;
            }
            let after = after.strip_prefix('\r').unwrap_or(after);
            if after.is_empty() {
                self.rest = "";
                return Ok((field, End::Line));
            }
            if after.starts_with(self.mark) || after.starts_with('\n') {
                self.rest = after;
                let end = self.step(0);
                return Ok((field, end));
            }
            // Text after the closing mark: the rest of this line is lost, the next one is not.
            let shown: String = after.chars().take_while(|c| *c != '\n').collect();
            self.rest = after.get(shown.len()..).unwrap_or_default();
            self.rest = self.rest.strip_prefix('\n').unwrap_or(self.rest);
            self.line += 1;
            return Err(shown);
        }
        self.rest = "";
        Err(field)
    }

    /// Passes the mark at a place.
    fn step(&mut self, at: usize) -> End {
        let is_line = self.rest[at..].starts_with('\n');
        self.rest = &self.rest[at + 1..];
        if is_line {
            self.line += 1;
            End::Line
        } else {
            End::Field
        }
    }
}

enum End {
    Field,
    Line,
}

/// A field without the apostrophe that stands before what could run as a formula.
fn unguarded(field: String) -> String {
    match field.strip_prefix('\'') {
        Some(rest) if rest.trim_start().starts_with(['=', '+', '-', '@', '\t']) => rest.to_owned(),
        _ => field,
    }
}

#[cfg(test)]
mod tests {
    use super::{Record, records};
    use crate::clients::sheet::fault::Fault;

    fn read(text: &str) -> Vec<(u32, Vec<String>)> {
        let (records, bad) = records(text);
        assert_eq!(bad, []);
        let records = records.into_iter();
        records
            .map(|Record { line, fields }| (line, fields))
            .collect()
    }

    fn fields(fields: &[&str]) -> Vec<String> {
        fields.iter().map(|f| (*f).to_owned()).collect()
    }

    #[test]
    fn files_as_spreadsheets_write_them() {
        let text = "\u{feff}a;b\r\n1;\"én; \"\"to\"\"\"\r\n\r\n\"to\nlinjer\";'=1+1\r\n;x\r\n";
        assert_eq!(
            read(text),
            [
                (1, fields(&["a", "b"])),
                (2, fields(&["1", "én; \"to\""])),
                (4, fields(&["to\nlinjer", "=1+1"])),
                (6, fields(&["", "x"])),
            ]
        );
        assert_eq!(read("a\tb\n1\t2")[1].1, fields(&["1", "2"]));
        assert_eq!(read("a,b\n1,\"2\"")[1].1, fields(&["1", "2"]));
        assert_eq!(read("a;b\n\"1\";\"2\"\n3;4").len(), 3);
        assert!(read("").is_empty());
    }

    #[test]
    fn one_bad_line_does_not_take_the_next_with_it() {
        let (good, bad) = records("a;b\n\"x\"y;1\n2;3\n\u{fffd};4\n\u{1};5\n6;\"7\n8;9");
        assert_eq!(good.len(), 2, "{good:?}");
        let bad: Vec<(u32, Fault)> = bad.iter().map(|b| (b.line, b.fault)).collect();
        assert_eq!(
            bad,
            [
                (2, Fault::Quotes),
                (4, Fault::NotUtf8),
                (5, Fault::ControlCharacter),
                (6, Fault::Quotes),
            ]
        );
    }
}
