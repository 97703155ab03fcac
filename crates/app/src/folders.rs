//! Folders for the person alone: on a machine that several people use, the others need not know who has an account here.

use std::io;
use std::path::Path;

/// Makes a folder, and what it lies in, that nobody else can enter. One that is there is left as it is: it may be one that
/// the person shares.
///
/// # Errors
/// When it cannot be made.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::make_private;

    fn mode(folder: &Path) -> u32 {
        let known = std::fs::metadata(folder).expect("it is there");
        known.permissions().mode() & 0o777
    }

    #[test]
    fn a_new_folder_is_the_persons_own() {
        let given = tempfile::tempdir().expect("a folder");
        let shared = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(given.path(), shared).expect("it can be shared");
        let inner = given.path().join("prod").join("accounts");
        make_private(&inner).expect("it can be made");
        make_private(&inner).expect("it is there");
        assert_eq!(mode(&inner), 0o700);
        assert_eq!(mode(&given.path().join("prod")), 0o700);
        assert_eq!(mode(given.path()), 0o755, "as the person has it");
    }
}
