//! Saving attachments to the download folder, and opening them with the system's program.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;

use super::attachments::is_opened;
use super::fetching::{Fetched, ids};
use super::files::{NewFile, NewZip, new_folder, write_one};
use super::guard::{Address, address};
use super::held::Held;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{AttachmentRef, SaveAttachments, SaveForm, Saved};

/// Name of a folder for a message without a title.
const NAMELESS: &str = "Vedlegg";

/// Where the files of a message go.
enum Target {
    Folder(PathBuf),
    Zip(Box<NewZip>),
}

impl App {
    /// Saves one attachment to the download folder, fetching it first if need be.
    pub(crate) async fn save_attachment(&self, input: AttachmentRef) -> Result<Saved, Failure> {
        let account = self.account()?;
        let (dialog, transmission, id) = ids(&input)?;
        let found = self.fetched(&account, dialog, transmission, id).await?;
        let path = self.written_file(found).await?;
        Ok(Saved {
            path: path.display().to_string(),
            files: 1,
            failed: Vec::new(),
        })
    }

    /// Saves all attachments of a message and of its opened transmissions, one after the other. What cannot be had is
    /// named; the others are saved all the same.
    pub(crate) async fn save_attachments(&self, input: SaveAttachments) -> Result<Saved, Failure> {
        let account = self.account()?;
        let dialog = super::id(&input.id, "id")?;
        let held = self.opened_message(&account, dialog).await?;
        let wanted = self.attachments_to_save(&account, &held).await?;
        if wanted.is_empty() {
            return Err(Failure::new(ErrorCode::NotFound));
        }
        let folder = self.download_folder();
        let title = held.dialog().row.title.value.text(self.language().into());
        let name = folder_name(title);
        let begun = blocking(move || {
            Ok(match input.form {
                SaveForm::Folder => Target::Folder(new_folder(&folder, &name)?),
                SaveForm::Zip => Target::Zip(Box::new(NewZip::begin(&folder, &name)?)),
            })
        });
        let mut target = begun.await.map_err(|error| self.not_written(&error))?;
        let (mut files, mut failed) = (0, Vec::new());
        let mut last = None;
        for (transmission, id, name) in wanted {
            let found = match self.fetched(&account, dialog, transmission, id).await {
                Ok(found) => found,
                Err(failure) => {
                    failed.push(name);
                    last = Some(failure);
                    continue;
                }
            };
            let (back, outcome) = add(target, found).await?;
            target = back;
            match outcome {
                Ok(()) => files += 1,
                Err(error) => {
                    give_up(target).await;
                    return Err(self.not_written(&error));
                }
            }
        }
        if files == 0 {
            give_up(target).await;
            return Err(last.unwrap_or_else(|| Failure::new(ErrorCode::NotFound)));
        }
        let ended = blocking(move || match target {
            Target::Folder(path) => Ok(path),
            Target::Zip(zip) => zip.end(),
        });
        let path = ended.await.map_err(|error| self.not_written(&error))?;
        Ok(Saved {
            path: path.display().to_string(),
            files,
            failed,
        })
    }

    /// Opens an attachment with the system's program, from the download folder; never one that can run code. One that
    /// can only be had in the browser is opened there.
    pub(crate) async fn open_attachment(&self, input: AttachmentRef) -> Result<(), Failure> {
        let account = self.account()?;
        let (dialog, transmission, id) = ids(&input)?;
        let held = self.opened_message(&account, dialog).await?;
        let attachment = held.attachment(transmission, id);
        let attachment = attachment.ok_or_else(|| Failure::new(ErrorCode::NotFound))?;
        let shelf = self.shelf(&account, dialog).await?;
        match address(attachment, &self.0.environment) {
            Address::Browser(url) => return self.open_page(url.as_str()).map(drop),
            Address::Read { url, .. } if shelf.is_for_browser(id) => {
                return self.open_page(&url).map(drop);
            }
            _ => {}
        }
        let views = self.attachment_views(&shelf, std::slice::from_ref(attachment));
        if views.iter().any(|view| view.save_only) {
            return Err(Failure::new(ErrorCode::AttachmentSaveOnly));
        }
        let found = self.fetched(&account, dialog, transmission, id).await?;
        // What came may be worse than what was promised.
        if !is_opened(found.name.handling) {
            return Err(Failure::new(ErrorCode::AttachmentSaveOnly));
        }
        let path = self.written_file(found).await?;
        self.0.host.open_file(&path).map_err(|reason| {
            tracing::warn!(%reason, "no program for a file");
            Failure::new(ErrorCode::ProgramUnavailable)
        })
    }

    /// Attachments to save: of the dialog and of the transmissions that were opened here.
    async fn attachments_to_save(
        &self,
        account: &Arc<Account>,
        held: &Held,
    ) -> Result<Vec<(Option<Uuid>, Uuid, String)>, Failure> {
        let dialog = held.dialog();
        let shelf = self.shelf(account, dialog.row.id).await?;
        let opened = self.opened_transmissions(account, dialog.row.id).await?;
        let own = std::iter::once((None, &dialog.attachments));
        let theirs = dialog
            .transmissions
            .iter()
            .filter(|transmission| opened.contains_key(&transmission.id))
            .map(|transmission| (Some(transmission.id), &transmission.attachments));
        let mut wanted = Vec::new();
        for (transmission, attachments) in own.chain(theirs) {
            let views = self.attachment_views(&shelf, attachments);
            wanted.extend(
                attachments
                    .iter()
                    .zip(views)
                    .map(|(attachment, view)| (transmission, attachment.id, view.name)),
            );
        }
        Ok(wanted)
    }

    async fn written_file(&self, found: Fetched) -> Result<PathBuf, Failure> {
        let folder = self.download_folder();
        let written = blocking(move || write_one(&folder, &new_file(found)));
        written.await.map_err(|error| self.not_written(&error))
    }

    fn not_written(&self, error: &io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::StorageFull => Failure::new(ErrorCode::DiskFull),
            _ => Failure::new(ErrorCode::FileNotWritten)
                .with("folder", self.download_folder().display().to_string()),
        }
    }
}

/// Adds a file, and gives the target back.
async fn add(mut target: Target, found: Fetched) -> Result<(Target, io::Result<()>), Failure> {
    let added = tokio::task::spawn_blocking(move || {
        let file = new_file(found);
        let outcome = match &mut target {
            Target::Folder(folder) => write_one(folder, &file).map(drop),
            Target::Zip(zip) => zip.add(&file),
        };
        (target, outcome)
    });
    added.await.map_err(|_| Failure::unexpected("saving"))
}

/// Takes away what there is of a zip file, or a folder that stayed empty.
async fn give_up(target: Target) {
    let gone = blocking(move || {
        match target {
            Target::Zip(zip) => drop(zip),
            // Fails where files are in it, which stay.
            Target::Folder(folder) => drop(std::fs::remove_dir(folder)),
        }
        Ok(())
    });
    if let Err(error) = gone.await {
        tracing::warn!(kind = ?error.kind(), "what was begun stayed");
    }
}

async fn blocking<T: Send + 'static>(
    run: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(run)
        .await
        .map_err(io::Error::other)?
}

fn new_file(found: Fetched) -> NewFile {
    NewFile {
        name: found.name.name,
        bytes: found.bytes,
    }
}

/// A title as the name of a folder: cleaned like the name of a file, and without what would be taken for an ending.
fn folder_name(title: &str) -> String {
    let name = fullmakt_content::attachment_name(title, None).name;
    let name = name.replace('.', " ");
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.trim().is_empty() || name.is_empty() {
        NAMELESS.to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::folder_name;

    #[test]
    fn titles_become_names_of_folders() {
        for (title, name) in [
            ("Vedtak om mva. 2025", "Vedtak om mva 2025"),
            ("../../etc/passwd", "etc-passwd"),
            ("", "Vedlegg"),
            ("Skatt: hva?", "Skatt_ hva_"),
        ] {
            assert_eq!(folder_name(title), name, "{title}");
        }
    }
}
