//! Server-sent events (WHATWG HTML, section 9.2): an answer that goes on.

use std::time::Instant;

use crate::client::Net;
use crate::{Answer, Call, CallRecord, NetError};

/// Longest event that is taken in.
const LONGEST: usize = 64 * 1024;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerEvent {
    /// `event`; `message` when none was given.
    pub name: String,
    /// `data`, lines joined by `\n`.
    pub data: String,
}

/// Events as they come. Dropping it hangs up.
pub struct EventStream {
    response: reqwest::Response,
    lines: Lines,
    kind: &'static str,
}

/// Either events, or what the other side said instead.
pub enum Listened {
    /// Events follow.
    Events(Box<EventStream>),
    /// An answer that is no stream of events.
    Answer(Box<Answer>),
}

impl Net {
    /// Sends a call and keeps the answer open. Counted once, when it begins. The call's time limit holds for the whole
    /// stream.
    ///
    /// # Errors
    /// See [`NetError`].
    pub async fn listen(&self, call: Call<'_>) -> Result<Listened, NetError> {
        let start = Instant::now();
        let (host, kind) = (call.host(), call.kind);
        let opened = self.open(&call).await;
        self.record(CallRecord {
            kind,
            host,
            status: opened
                .as_ref()
                .ok()
                .map(|response| response.status().as_u16()),
            ms: u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        });
        let response = opened?;
        let is_stream = response.status().is_success()
            && response
                .headers()
                .get(reqwest::header::CONTENT_TYPE)
                .and_then(|value| value.to_str().ok())
                .is_some_and(|value| value.trim_start().starts_with("text/event-stream"));
        if is_stream {
            Ok(Listened::Events(Box::new(EventStream {
                response,
                lines: Lines::default(),
                kind,
            })))
        } else {
            Ok(Listened::Answer(Box::new(
                self.finish(response, &call).await?,
            )))
        }
    }
}

impl EventStream {
    /// The next event; `None` when the other side has ended the stream.
    ///
    /// # Errors
    /// [`NetError`] when the connection broke, or an event was longer than is taken in.
    pub async fn next(&mut self) -> Result<Option<ServerEvent>, NetError> {
        loop {
            if let Some(event) = self.lines.next_event() {
                return Ok(Some(event));
            }
            if self.lines.waiting() > LONGEST {
                return Err(NetError::TooLarge);
            }
            let piece = self
                .response
                .chunk()
                .await
                .map_err(|error| NetError::of_body(&error, self.kind))?;
            match piece {
                Some(piece) => self.lines.push(&piece),
                None => return Ok(None),
            }
        }
    }
}

/// Bytes on their way to becoming events.
#[derive(Default)]
struct Lines {
    bytes: Vec<u8>,
    name: String,
    data: Vec<String>,
    held: usize,
    /// The last line ended in a carriage return: a line feed that follows belongs to it.
    after_return: bool,
}

impl Lines {
    fn push(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
    }

    fn waiting(&self) -> usize {
        self.bytes.len() + self.held
    }

    fn next_event(&mut self) -> Option<ServerEvent> {
        while let Some(line) = self.next_line() {
            if line.is_empty() {
                self.held = 0;
                let name = std::mem::take(&mut self.name);
                let data = std::mem::take(&mut self.data);
                if data.is_empty() {
                    continue;
                }
                return Some(ServerEvent {
                    name: if name.is_empty() {
                        "message".to_owned()
                    } else {
                        name
                    },
                    data: data.join("\n"),
                });
            }
            self.held += line.len();
            let (field, value) = line.split_once(':').unwrap_or((&line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "event" => self.name = value.to_owned(),
                "data" => self.data.push(value.to_owned()),
                // A comment (an empty field name) keeps the connection alive; `id` and `retry` are not used here.
                _ => {}
            }
        }
        None
    }

    fn next_line(&mut self) -> Option<String> {
        if self.after_return && self.bytes.first() == Some(&b'\n') {
            self.bytes.remove(0);
        }
        if !self.bytes.is_empty() {
            self.after_return = false;
        }
        let end = self.bytes.iter().position(|b| matches!(b, b'\n' | b'\r'))?;
        let rest = self.bytes.split_off(end + 1);
        let mut line = std::mem::replace(&mut self.bytes, rest);
        self.after_return = line.pop() == Some(b'\r');
        Some(String::from_utf8_lossy(&line).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, ServerEvent};

    fn read(pieces: &[&str]) -> Vec<(String, String)> {
        let mut lines = Lines::default();
        let mut events = Vec::new();
        for piece in pieces {
            lines.push(piece.as_bytes());
            while let Some(ServerEvent { name, data }) = lines.next_event() {
                events.push((name, data));
            }
        }
        events
    }

    fn pair(name: &str, data: &str) -> (String, String) {
        (name.to_owned(), data.to_owned())
    }

    #[test]
    fn events_are_read_across_pieces_and_line_ends() {
        let wanted = vec![pair("next", "{\"a\":1}"), pair("complete", "")];
        assert_eq!(
            read(&["event: next\ndata: {\"a\":1}\n\nevent: complete\ndata:\n\n"]),
            wanted
        );
        assert_eq!(
            read(&[
                "event: ne",
                "xt\r",
                "\ndata: {\"a\":1}\r\n\r\nevent: complete\rdata\r\r"
            ]),
            wanted
        );
    }

    #[test]
    fn comments_and_events_without_data_are_passed_over() {
        assert_eq!(
            read(&[":\n\n: alive\n\nevent: x\n\ndata: one\ndata: two\n\n"]),
            [pair("message", "one\ntwo")]
        );
    }
}
