//! Attachments, one by one or all in one archive. Without a bearer token they are for the browser,
//! which is sent to a login first.

use std::collections::HashMap;
use std::io::{Cursor, Write};

use axum::Router;
use axum::body::Body;
use axum::extract::{OriginalUri, Path, RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::Response;
use axum::routing::get;
use jiff::Timestamp;
use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::access::{Policy, Reader, readable};
use super::problem::refused;
use super::{BASE, acts};
use crate::altinn::query::Pairs;
use crate::files::media_type;
use crate::identity::bearer_text;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::dialogs::dialog::{Activity, stored};
use crate::world::dialogs::ids;
use crate::world::dialogs::kinds::ActivityType;
use crate::world::dialogs::text::Localized;
use crate::world::messages::{File, Message, MessageStatus};

/// Kinds that a browser shows in its window.
const INLINE: [&str; 6] = ["pdf", "png", "jpg", "jpeg", "gif", "bmp"];

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(
            &format!("{BASE}/{{id}}/attachment/{{attachment}}/download"),
            get(one),
        )
        .route(&format!("{BASE}/{{id}}/attachments/downloadall"), get(all))
}

/// The caller: by token, by a session of the browser, or nobody, who is sent to the login.
fn downloader(
    shared: &Shared,
    headers: &HeaderMap,
    query: Option<&str>,
    uri: &Uri,
) -> Result<Reader, Stop> {
    if bearer_text(headers).is_some() {
        return Reader::admitted(shared, headers, Policy::Download);
    }
    let session = Pairs::read(query).first("session").map(str::to_owned);
    if let Some((who, level)) =
        session.and_then(|key| shared.download_sessions().take(shared, &key))
    {
        return Ok(Reader::User(who, level));
    }
    let mut response = answers::empty(StatusCode::FOUND);
    let login = super::sessions::login_address(uri.path());
    if let Ok(login) = HeaderValue::from_str(&login) {
        response.headers_mut().insert(LOCATION, login);
    }
    Err(response.into())
}

async fn one(
    State(shared): State<Shared>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path((id, attachment)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Stop> {
    let reader = downloader(&shared, &headers, query.as_deref(), &uri)?;
    let now = shared.clock().now();
    let mut world = shared.settled();
    let message = readable(&world, &reader, &id)?;
    let file = attachment
        .parse::<Uuid>()
        .ok()
        .and_then(|id| message.files.iter().find(|file| file.id == id))
        .ok_or_else(|| refused(2001))?;
    // A shared file is decided on by the service that it came with.
    if !reader.may_read(&world, &message, &file.resource) {
        return Err(refused(4001));
    }
    usable(file, now)?;
    note(
        &shared,
        &mut world,
        &reader,
        &message,
        &file.display_name,
        now,
    );
    let end = file.name.rsplit('.').next().unwrap_or_default();
    let how = if INLINE.contains(&end) {
        "inline"
    } else {
        "attachment"
    };
    Ok(bytes(
        file.bytes.clone(),
        media_type(&file.name),
        &format!("{how}; filename=\"{}\"", file.name),
    ))
}

fn usable(file: &File, now: Timestamp) -> Result<(), Stop> {
    if file.purged {
        return Err(refused(2019));
    }
    if file.expires.is_some_and(|at| at < now) {
        return Err(refused(2020));
    }
    Ok(())
}

async fn all(
    State(shared): State<Shared>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Stop> {
    let reader = downloader(&shared, &headers, query.as_deref(), &uri)?;
    let now = shared.clock().now();
    let mut world = shared.settled();
    let message = readable(&world, &reader, &id)?;
    for file in &message.files {
        if !reader.may_read(&world, &message, &file.resource) {
            return Err(refused(4001));
        }
        usable(file, now)?;
    }
    let packed = archive(&message.files).ok_or_else(answers::crashed)?;
    note(&shared, &mut world, &reader, &message, "Alle vedlegg", now);
    Ok(bytes(
        packed,
        "application/zip",
        "attachment; filename=\"vedlegg.zip\"",
    ))
}

/// Files as they are, none packed; a name that comes again gets a number.
fn archive(files: &[File]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut seen: HashMap<&str, u32> = HashMap::new();
    for file in files {
        let times = seen.entry(&file.name).or_default();
        let name = match (*times, file.name.rsplit_once('.')) {
            (0, _) => file.name.clone(),
            (times, Some((stem, end))) => format!("{stem} ({times}).{end}"),
            (times, None) => format!("{} ({times})", file.name),
        };
        *times += 1;
        writer.start_file(name, options).ok()?;
        writer.write_all(&file.bytes).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// Downloading counts as opened, for the sender and in the dialog.
fn note(
    shared: &Shared,
    world: &mut World,
    reader: &Reader,
    message: &Message,
    what: &str,
    now: Timestamp,
) {
    let by = reader.actor(world);
    if let Some(stored) = world.messages.get_mut(message.id) {
        stored.note(MessageStatus::AttachmentsDownloaded, now);
    }
    let mut activity = Activity::new(ids::fresh(now), stored(now), ActivityType::Information, by);
    activity.description = Localized::of(&[
        ("nb", &format!("Lastet ned: {what}")),
        ("nn", &format!("Lasta ned: {what}")),
        ("en", &format!("Downloaded: {what}")),
    ]);
    acts::note_activity(shared, world, message, activity, now);
}

fn bytes(content: Vec<u8>, kind: &'static str, disposition: &str) -> Response {
    let mut response = Response::new(Body::from(content));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(disposition) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    response
}
