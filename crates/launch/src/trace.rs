//! Marks on standard output, for measuring: one JSON line each, only with `FULLMAKT_TRACE=1`.
//!
//! `{"mark":"ui_ready","ms":612.4,"at":612.4}`: `at` is the time since the process began; `ms` the same for a
//! moment, and how long it took for an act. No personal data in a mark.

use std::io::Write;
use std::time::Instant;

/// Where marks go. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Trace {
    begun: Instant,
    on: bool,
}

impl Trace {
    /// Begins the trace; call it first thing in `main`.
    pub fn begin(on: bool) -> Self {
        let trace = Trace {
            begun: Instant::now(),
            on,
        };
        trace.mark("process_start", None);
        trace
    }

    /// Marks a moment (`None`), or an act that took so many milliseconds.
    pub fn mark(&self, name: &str, ms: Option<f64>) {
        if !self.on {
            return;
        }
        let at = self.begun.elapsed().as_secs_f64() * 1000.0;
        if let Some(line) = line(name, ms, at) {
            // Nobody reading is no fault of ours.
            let mut out = std::io::stdout().lock();
            let _ = out.write_all(line.as_bytes()).and_then(|()| out.flush());
        }
    }
}

/// The line, when the name is a mark's name: the page may call one too, and must not write what it likes.
fn line(name: &str, ms: Option<f64>, at: f64) -> Option<String> {
    let is_name = !name.is_empty()
        && name.len() <= 32
        && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let ms = ms.filter(|ms| ms.is_finite()).unwrap_or(at);
    is_name.then(|| format!("{{\"mark\":\"{name}\",\"ms\":{ms:.1},\"at\":{at:.1}}}\n"))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn moments_and_acts() {
        assert_eq!(
            line("ui_ready", None, 612.36).as_deref(),
            Some("{\"mark\":\"ui_ready\",\"ms\":612.4,\"at\":612.4}\n")
        );
        let act = line("palette", Some(12.0), 5000.0).expect("a mark");
        assert!(act.contains("\"ms\":12.0,\"at\":5000.0"), "{act}");
        assert!(
            line("palette", Some(f64::NAN), 1.0)
                .expect("a mark")
                .contains("\"ms\":1.0")
        );
    }

    #[test]
    fn only_names_are_written() {
        for bad in ["", "Kari Haugen", "a\",\"b", "312345678", &"a".repeat(33)] {
            assert_eq!(line(bad, None, 1.0), None, "{bad}");
        }
    }
}
