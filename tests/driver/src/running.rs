//! Programs that are never left behind.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::Outcome;

/// A program that ends with us.
pub struct Running(Child);

impl Running {
    /// Takes over a started program.
    pub fn new(child: Child) -> Self {
        Running(child)
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Starts a program that says on its first line where it can be reached; gives that line. `package` is where
    /// Debian has it.
    ///
    /// # Errors
    /// When it is not installed, or ends without a word.
    pub fn with_first_line(mut command: Command, package: &str) -> Outcome<(Self, String)> {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| missing(package, &error))?;
        let out = child.stdout.take();
        let running = Running(child);
        let mut line = String::new();
        if let Some(out) = out {
            BufReader::new(out).read_line(&mut line)?;
        }
        let line = line.trim().to_owned();
        if line.is_empty() {
            return Err(
                format!("{} ended at once", command.get_program().to_string_lossy()).into(),
            );
        }
        Ok((running, line))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The sentence for a program that cannot be started.
pub(crate) fn missing(package: &str, error: &std::io::Error) -> Box<dyn std::error::Error> {
    format!("{error}; on Debian it is in the package {package}").into()
}
