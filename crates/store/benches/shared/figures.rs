//! Medians and 95th percentiles beside criterion's own figures.

use std::time::{Duration, Instant};

use criterion::Criterion;

/// The table that is printed last.
#[derive(Default)]
pub struct Figures {
    part: String,
    lines: Vec<String>,
}

impl Figures {
    /// Begins a part of the table; criterion keeps its cases under the part's name.
    pub fn begin(&mut self, part: &str, title: &str) {
        self.part = part.to_owned();
        self.lines.push(format!("\n{title}"));
        self.lines.push(format!(
            "{:<64}{:>9}{:>9}",
            "milliseconds", "median", "95 %"
        ));
    }

    /// Measures a case.
    pub fn measure<T>(&mut self, criterion: &mut Criterion, name: &str, act: impl FnMut() -> T) {
        self.measure_with(criterion, name, act, || ());
    }

    /// Measures a case, with something to be done after each time that is not measured.
    pub fn measure_with<T>(
        &mut self,
        criterion: &mut Criterion,
        name: &str,
        mut act: impl FnMut() -> T,
        mut after: impl FnMut(),
    ) {
        let mut times: Vec<Duration> = Vec::new();
        criterion.bench_function(&format!("{}/{name}", self.part), |bencher| {
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
            |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
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
