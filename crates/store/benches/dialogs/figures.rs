//! Medians and 95th percentiles beside criterion's own figures.

use std::path::Path;
use std::time::{Duration, Instant};

use criterion::Criterion;

/// The table that is printed last.
#[derive(Default)]
pub struct Figures {
    lines: Vec<String>,
}

impl Figures {
    /// Begins a size: rows per second while it was built (`None` when it was there), bytes per row.
    pub fn heading(&mut self, size: u32, path: &Path, rate: Option<f64>) {
        let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
        self.lines.push(format!(
            "\n{size} dialogs: {:.0} bytes each{}",
            bytes as f64 / f64::from(size),
            rate.map_or_else(String::new, |rate| format!(
                ", written at {rate:.0} a second"
            )),
        ));
        self.lines.push(format!(
            "{:<64}{:>9}{:>9}",
            "milliseconds", "median", "95 %"
        ));
    }

    /// Adds a line of its own.
    pub fn line(&mut self, line: String) {
        self.lines.push(line);
    }

    /// Measures a case.
    pub fn measure<T>(
        &mut self,
        criterion: &mut Criterion,
        size: u32,
        name: &str,
        act: impl FnMut() -> T,
    ) {
        self.measure_with(criterion, size, name, act, || ());
    }

    /// Measures a case, with something to be done after each time that is not measured.
    pub fn measure_with<T>(
        &mut self,
        criterion: &mut Criterion,
        size: u32,
        name: &str,
        mut act: impl FnMut() -> T,
        mut after: impl FnMut(),
    ) {
        let mut times: Vec<Duration> = Vec::new();
        criterion.bench_function(&format!("{size}/{name}"), |bencher| {
            bencher.iter_custom(|turns| {
                let mut sum = Duration::ZERO;
                for _ in 0..turns {
                    let begun = Instant::now();
                    let done = act();
                    let took = begun.elapsed();
                    drop(done);
                    times.push(took);
                    sum += took;
                    after();
                }
                sum
            });
        });
        if times.is_empty() {
            return;
        }
        times.sort_unstable();
        let at =
            |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1_000.0;
        self.lines
            .push(format!("{name:<64}{:>9.2}{:>9.2}", at(0.5), at(0.95)));
    }

    /// Prints the table.
    pub fn print(&self) {
        for line in &self.lines {
            println!("{line}");
        }
    }
}
