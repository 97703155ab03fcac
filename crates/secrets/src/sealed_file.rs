//! One secret in one file, sealed with a key from the keyring: XChaCha20-Poly1305 with a random nonce.
//!
//! Content: one version byte, 24 bytes of nonce, ciphertext with its tag. The version and the file's name are
//! authenticated with it, so that one sealed file cannot stand in for another.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use fullmakt_domain::Sensitive;
use rand::TryRngCore;

const VERSION: u8 = 1;
const NONCE: usize = 24;

/// A sealed file. Its calls block; run them off the async threads.
pub struct SealedFile {
    path: PathBuf,
    cipher: XChaCha20Poly1305,
    turn: Mutex<()>,
}

/// Why a sealed file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// It is damaged, or sealed with another key. It was moved aside and can be looked at; the next read finds none.
    #[error("the sealed file cannot be opened; it was kept as {kept_as}")]
    Damaged {
        /// Its new name, in the same folder.
        kept_as: String,
    },
    /// No room on the disk. What was there before is unchanged.
    #[error("no room on the disk for the sealed file")]
    DiskFull,
    /// The file system failed. What was there before is unchanged.
    #[error("the sealed file could not be reached: {0}")]
    Io(io::ErrorKind),
    /// The system gave no random bytes, or the content is too long to seal.
    #[error("the content could not be sealed")]
    Seal,
}

impl SealedFile {
    /// A sealed file at `path`, whether or not it exists yet.
    pub fn new(path: PathBuf, key: Sensitive<[u8; 32]>) -> Self {
        // The cipher keeps its own copy of the key and wipes it when dropped.
        let cipher = XChaCha20Poly1305::new(key.expose().into());
        SealedFile {
            path,
            cipher,
            turn: Mutex::new(()),
        }
    }

    /// Reads and opens; `None` when there is no file.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn read(&self) -> Result<Option<Sensitive<Vec<u8>>>, SealError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let sealed = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(of_io(&error)),
        };
        match self.open(&sealed) {
            Some(bytes) => Ok(Some(bytes)),
            None => Err(self.put_aside()?),
        }
    }

    /// Seals and writes: to a new file, synced, then renamed over the old one, readable by the owner only. When this
    /// returns, the content is on the disk.
    ///
    /// # Errors
    /// See [`SealError`]; the old content is then still there.
    pub fn write(&self, bytes: &Sensitive<Vec<u8>>) -> Result<(), SealError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let sealed = self.seal(bytes.expose())?;
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(|e| of_io(&e))?;
        }
        let draft = self.beside(".new");
        let written = write_synced(&draft, &sealed).and_then(|()| fs::rename(&draft, &self.path));
        if let Err(error) = written {
            let _ = fs::remove_file(&draft);
            return Err(of_io(&error));
        }
        sync_folder(&self.path);
        Ok(())
    }

    /// Removes the file; nothing happens when there is none.
    ///
    /// # Errors
    /// [`SealError::Io`].
    pub fn delete(&self) -> Result<(), SealError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        match fs::remove_file(&self.path) {
            Ok(()) => {
                sync_folder(&self.path);
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(of_io(&error)),
        }
    }

    fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0u8; NONCE];
        rand::rngs::OsRng
            .try_fill_bytes(&mut nonce)
            .map_err(|_| SealError::Seal)?;
        let aad = self.associated();
        let sealed = self
            .cipher
            .encrypt(
                XNonce::from_slice(&nonce),
                Payload {
                    msg: plain,
                    aad: &aad,
                },
            )
            .map_err(|_| SealError::Seal)?;
        let mut whole = Vec::with_capacity(1 + NONCE + sealed.len());
        whole.push(VERSION);
        whole.extend_from_slice(&nonce);
        whole.extend_from_slice(&sealed);
        Ok(whole)
    }

    fn open(&self, whole: &[u8]) -> Option<Sensitive<Vec<u8>>> {
        let (version, rest) = whole.split_first()?;
        let (nonce, sealed) = rest.split_at_checked(NONCE)?;
        if *version != VERSION {
            return None;
        }
        let aad = self.associated();
        self.cipher
            .decrypt(
                XNonce::from_slice(nonce),
                Payload {
                    msg: sealed,
                    aad: &aad,
                },
            )
            .ok()
            .map(Sensitive::new)
    }

    /// What is authenticated along: version and purpose (the file's name).
    fn associated(&self) -> Vec<u8> {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        format!("fullmakt sealed file {VERSION} {name}").into_bytes()
    }

    /// Moves a file that cannot be opened out of the way.
    fn put_aside(&self) -> Result<SealError, SealError> {
        let aside = self.beside(".damaged");
        fs::rename(&self.path, &aside).map_err(|e| of_io(&e))?;
        let kept_as = aside
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Ok(SealError::Damaged { kept_as })
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.path.file_name().unwrap_or_default().to_os_string();
        name.push(ending);
        self.path.with_file_name(name)
    }
}

impl std::fmt::Debug for SealedFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealedFile(…)")
    }
}

fn of_io(error: &io::Error) -> SealError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => SealError::DiskFull,
        kind => SealError::Io(kind),
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let _ = fs::remove_file(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the rename itself durable where folders can be synced; elsewhere the system does it in its own time.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::{SealError, SealedFile};
    use fullmakt_domain::Sensitive;
    use std::fs;

    fn key(byte: u8) -> Sensitive<[u8; 32]> {
        Sensitive::new([byte; 32])
    }

    fn secret(text: &str) -> Sensitive<Vec<u8>> {
        Sensitive::new(text.as_bytes().to_vec())
    }

    #[test]
    fn a_long_token_comes_back_and_is_not_on_the_disk_in_the_clear() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/login.sealed");
        let file = SealedFile::new(path.clone(), key(1));
        assert!(file.read().expect("no file is no error").is_none());
        let token = "eyJ0b2tlbiI6".repeat(180);
        file.write(&secret(&token)).expect("written");
        let on_disk = fs::read(&path).expect("there");
        assert!(!on_disk.windows(12).any(|w| w == &token.as_bytes()[..12]));
        let back = SealedFile::new(path, key(1))
            .read()
            .expect("opens")
            .expect("there");
        assert_eq!(back.expose(), token.as_bytes());
    }

    #[test]
    fn every_write_is_sealed_anew_and_replaces_the_old() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("login.sealed");
        let file = SealedFile::new(path.clone(), key(1));
        file.write(&secret("one")).expect("written");
        let first = fs::read(&path).expect("there");
        file.write(&secret("one")).expect("written");
        assert_ne!(fs::read(&path).expect("there"), first, "a fresh nonce");
        file.write(&secret("two")).expect("written");
        assert_eq!(file.read().expect("opens").expect("there").expose(), b"two");
        assert_eq!(
            fs::read_dir(folder.path()).expect("listed").count(),
            1,
            "no draft left"
        );
        file.delete().expect("deleted");
        file.delete().expect("nothing to do");
        assert!(file.read().expect("no file").is_none());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("login.sealed");
        SealedFile::new(path.clone(), key(1))
            .write(&secret("one"))
            .expect("written");
        assert_eq!(
            fs::metadata(&path).expect("there").permissions().mode() & 0o777,
            0o600
        );
    }

    #[test]
    fn a_damaged_file_is_an_error_and_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("login.sealed");
        let file = SealedFile::new(path.clone(), key(1));
        file.write(&secret("one")).expect("written");
        let whole = fs::read(&path).expect("there");
        let mut flipped = whole.clone();
        flipped[30] ^= 1;
        let mut newer = whole.clone();
        newer[0] = 2;
        for bad in [flipped, newer, whole[..20].to_vec(), Vec::new()] {
            fs::write(&path, &bad).expect("written");
            match file.read() {
                Err(SealError::Damaged { kept_as }) => {
                    assert_eq!(kept_as, "login.sealed.damaged");
                    assert_eq!(fs::read(folder.path().join(kept_as)).expect("kept"), bad);
                }
                other => panic!("expected damage, got {other:?}"),
            }
            assert!(file.read().expect("out of the way").is_none());
        }
    }

    #[test]
    fn another_key_or_another_purpose_does_not_open_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("login.sealed");
        SealedFile::new(path.clone(), key(1))
            .write(&secret("one"))
            .expect("written");
        let sealed = fs::read(&path).expect("there");
        assert!(matches!(
            SealedFile::new(path, key(2)).read(),
            Err(SealError::Damaged { .. })
        ));
        let elsewhere = folder.path().join("other.sealed");
        fs::write(&elsewhere, sealed).expect("copied");
        assert!(matches!(
            SealedFile::new(elsewhere, key(1)).read(),
            Err(SealError::Damaged { .. })
        ));
    }

    #[test]
    fn a_folder_in_the_way_is_said_in_words_and_nothing_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let blocker = folder.path().join("file");
        fs::write(&blocker, "x").expect("written");
        let file = SealedFile::new(blocker.join("login.sealed"), key(1));
        assert!(matches!(file.write(&secret("one")), Err(SealError::Io(_))));
    }
}
