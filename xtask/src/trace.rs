//! Reading the marks that the app prints with `FULLMAKT_TRACE=1`.

use std::io::{BufRead, BufReader, Read};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::house::Outcome;

/// One mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its name.
    pub name: String,
    /// What it says: a duration, or the time since the process began.
    pub ms: f64,
    /// When we read it.
    pub seen: Instant,
}

/// The marks of one program, as they come.
pub struct Marks(Receiver<Mark>);

impl Marks {
    /// Reads from a program's standard output, in the background. Other lines are passed over.
    pub fn of(output: impl Read + Send + 'static) -> Self {
        let (send, receive) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some((name, ms)) = parse(&line)
                    && send
                        .send(Mark {
                            name,
                            ms,
                            seen: Instant::now(),
                        })
                        .is_err()
                {
                    break;
                }
            }
        });
        Marks(receive)
    }

    /// Waits for the next mark of this name.
    ///
    /// # Errors
    /// When it does not come in time, or the program ended.
    pub fn wait_for(&self, name: &str, limit: Duration) -> Outcome<Mark> {
        let until = Instant::now() + limit;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.0.recv_timeout(left) {
                Ok(mark) if mark.name == name => return Ok(mark),
                Ok(_) => {}
                Err(_) => {
                    return Err(format!("the mark {name} did not come within {limit:?}").into());
                }
            }
        }
    }

    /// Forgets what has come so far.
    pub fn forget(&self) {
        while self.0.try_recv().is_ok() {}
    }
}

fn parse(line: &str) -> Option<(String, f64)> {
    let value: Value = serde_json::from_str(line.trim()).ok()?;
    Some((value["mark"].as_str()?.to_owned(), value["ms"].as_f64()?))
}

#[cfg(test)]
mod tests {
    use super::{Marks, parse};
    use std::time::Duration;

    #[test]
    fn only_marks_are_read() {
        assert_eq!(
            parse(r#"{"mark":"ui_ready","ms":612.5}"#),
            Some(("ui_ready".to_owned(), 612.5))
        );
        assert_eq!(parse("Gtk-Message: hello"), None);
        assert_eq!(parse(r#"{"base":"http://127.0.0.1:1"}"#), None);
    }

    #[test]
    fn waiting_passes_over_other_marks_and_gives_up_at_the_end() {
        let text = "noise\n{\"mark\":\"a\",\"ms\":1}\n{\"mark\":\"b\",\"ms\":2}\n";
        let marks = Marks::of(text.as_bytes());
        let limit = Duration::from_secs(5);
        assert!((marks.wait_for("b", limit).unwrap().ms - 2.0).abs() < f64::EPSILON);
        assert!(marks.wait_for("a", limit).is_err());
    }
}
