//! Saved views: a list under a name of the user's choice.

use fullmakt_store::dialog_search::Days;
use fullmakt_store::saved_views::SavedView as StoredView;
use uuid::Uuid;

use super::{number, query};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{MessagesQuery, NamedRef, SaveView, SavedView, SavedViews};
use crate::surface::table::Topic;
use crate::time::days;

impl App {
    /// All views with what is unread in them.
    pub(crate) async fn views(&self) -> Result<SavedViews, Failure> {
        let account = self.account()?;
        let days = days(self.now());
        let stored = account.store.saved_views().all().await;
        let mut views = Vec::new();
        for view in stored.map_err(|e| from_store(&e))? {
            views.extend(view_of(&account, view, &days).await?);
        }
        Ok(SavedViews { views })
    }

    /// Saves a view, or changes one.
    pub(crate) async fn put_view(&self, input: SaveView) -> Result<SavedViews, Failure> {
        let account = self.account()?;
        let name = super::name(&input.name)?;
        // A view that could not be asked for is not kept.
        query::list(&input.list, &days(self.now()))?;
        let views = account.store.saved_views();
        let id = match &input.id {
            None => Uuid::new_v4(),
            Some(id) => {
                let id = super::id(id, "id")?;
                let all = views.all().await.map_err(|e| from_store(&e))?;
                if !all.iter().any(|view| view.id == id) {
                    return Err(Failure::new(ErrorCode::NotFound));
                }
                id
            }
        };
        views
            .put(&StoredView {
                id,
                name: name.to_owned(),
                query: kept(&input.list)?,
                made_at: self.now(),
            })
            .await
            .map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Messages]);
        self.views().await
    }

    /// Forgets a view. One that is gone already is no fault.
    pub(crate) async fn remove_view(&self, input: NamedRef) -> Result<SavedViews, Failure> {
        let account = self.account()?;
        let id = super::id(&input.id, "id")?;
        let removed = account.store.saved_views().remove(id).await;
        removed.map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Messages]);
        self.views().await
    }
}

/// A view as the screens see it; `None` for one that this version cannot read.
async fn view_of(
    account: &Account,
    view: StoredView,
    days: &Days,
) -> Result<Option<SavedView>, Failure> {
    let Ok(list) = serde_json::from_str::<MessagesQuery>(&view.query) else {
        tracing::warn!("a saved view was made by another version");
        return Ok(None);
    };
    let unread = query::unread(&query::list(&list, days)?);
    Ok(Some(SavedView {
        id: view.id.to_string(),
        name: view.name,
        list,
        unread: number(account, &unread).await?,
    }))
}

/// A list as it is kept: without its window, and with all that came in.
fn kept(list: &MessagesQuery) -> Result<String, Failure> {
    let list = MessagesQuery {
        as_of: None,
        offset: 0,
        limit: 0,
        ..list.clone()
    };
    serde_json::to_string(&list).map_err(|_| Failure::unexpected("view"))
}

#[cfg(test)]
mod tests {
    use super::kept;
    use crate::surface::messages::{Folder, MessagesQuery};

    #[test]
    fn a_view_is_kept_without_its_window() {
        let json = kept(&MessagesQuery {
            folder: Folder::Archive,
            as_of: Some(7),
            offset: 400,
            limit: 100,
            ..MessagesQuery::default()
        })
        .expect("written");
        let read: MessagesQuery = serde_json::from_str(&json).expect("read");
        assert_eq!((read.offset, read.limit, read.as_of), (0, 0, None));
        assert_eq!(read.folder, Folder::Archive);
    }
}
