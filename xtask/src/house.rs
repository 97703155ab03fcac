//! Where things are: the repository, the target folder, the built programs.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What developer commands end in: nothing, or a sentence.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// How the product is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Debug,
    /// What users get.
    Release,
}

impl Profile {
    /// Name of cargo's folder.
    pub fn folder(self) -> &'static str {
        match self {
            Profile::Debug => "debug",
            Profile::Release => "release",
        }
    }
}

/// The repository and its folders.
pub struct House {
    root: PathBuf,
    cargo_target: PathBuf,
}

impl House {
    /// Finds the repository from the manifest of this program. Cargo says at run time where that is: several
    /// clones may share one target folder, and so one binary.
    pub fn find() -> Self {
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here
            .parent()
            .map_or_else(|| here.clone(), Path::to_path_buf);
        let cargo_target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        House { root, cargo_target }
    }

    /// The repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the repository.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// Where cargo leaves a program.
    pub fn built(&self, profile: Profile, name: &str) -> PathBuf {
        self.cargo_target.join(profile.folder()).join(program(name))
    }

    /// Where cargo leaves an example.
    pub fn built_example(&self, profile: Profile, name: &str) -> PathBuf {
        self.cargo_target
            .join(profile.folder())
            .join("examples")
            .join(program(name))
    }

    /// Where Tauri's packer leaves its packages, in a folder for each format.
    pub fn packed(&self) -> PathBuf {
        let release = self.cargo_target.join(Profile::Release.folder());
        release.join("bundle")
    }

    /// Where `./dev build` leaves a program: always inside the repository, so that another clone that shares
    /// cargo's folder cannot put its own there between building and running.
    pub fn product(&self, profile: Profile, name: &str) -> PathBuf {
        self.root
            .join("target")
            .join(profile.folder())
            .join(program(name))
    }

    /// Cargo, in the repository.
    pub fn cargo(&self) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.current_dir(&self.root).env("SQLX_OFFLINE", "true");
        command
    }

    /// npm, in a folder of the repository.
    pub fn npm(&self, folder: &str) -> Command {
        let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command.current_dir(self.root.join(folder));
        command
    }
}

fn program(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}
