//! The user's own groups of organisations.

use std::collections::HashMap;

use fullmakt_store::sort_key;
use uuid::Uuid;

use crate::failures::from_store;
use crate::organisations::index::Entry;
use crate::state::App;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{
    GroupMember, GroupMembers, NamedRef, PartyGroup, PartyGroups, SaveGroup,
};
use crate::surface::organisations::ActorKind;
use crate::surface::table::Topic;

impl App {
    /// All groups, by name.
    pub(crate) async fn groups(&self) -> Result<PartyGroups, Failure> {
        let account = self.account()?;
        let stored = account.store.groups().all().await;
        let mut groups: Vec<PartyGroup> = stored
            .map_err(|e| from_store(&e))?
            .into_iter()
            .map(|group| PartyGroup {
                id: group.id.to_string(),
                name: group.name,
                members: group.members,
            })
            .collect();
        groups.sort_by_cached_key(|group| sort_key(&group.name));
        Ok(PartyGroups { groups })
    }

    /// Who is in a group.
    pub(crate) async fn members_of_group(&self, input: NamedRef) -> Result<GroupMembers, Failure> {
        let account = self.account()?;
        let groups = account.store.groups();
        let members = groups.members(super::id(&input.id, "id")?).await;
        let members = members.map_err(|e| from_store(&e))?;
        let index = account.index();
        let known: HashMap<&str, &Entry> = index
            .entries()
            .iter()
            .map(|entry| (entry.party_uuid.as_str(), entry))
            .collect();
        let members = members.into_iter().map(|party| {
            let party_uuid = party.to_string();
            let entry = known.get(party_uuid.as_str());
            GroupMember {
                name: entry.map(|entry| entry.name.clone()),
                initials: entry
                    .map(|entry| fullmakt_domain::text::initials(&entry.name))
                    .unwrap_or_default(),
                kind: entry.map_or(ActorKind::Organisation, |entry| entry.kind),
                party_uuid,
            }
        });
        Ok(GroupMembers {
            members: members.collect(),
        })
    }

    /// Makes a group, or changes one.
    pub(crate) async fn put_group(&self, input: SaveGroup) -> Result<PartyGroups, Failure> {
        let account = self.account()?;
        let name = super::name(&input.name)?;
        let members = input
            .members
            .map(|members| {
                let members = members
                    .iter()
                    .map(|party| crate::organisations::party(party));
                members.collect::<Result<Vec<Uuid>, Failure>>()
            })
            .transpose()?;
        let groups = account.store.groups();
        let id = match &input.id {
            None => Uuid::new_v4(),
            Some(id) => {
                let id = super::id(id, "id")?;
                let all = groups.all().await.map_err(|e| from_store(&e))?;
                if !all.iter().any(|group| group.id == id) {
                    return Err(Failure::new(ErrorCode::NotFound));
                }
                id
            }
        };
        groups
            .put(id, name, self.now())
            .await
            .map_err(|e| from_store(&e))?;
        if let Some(members) = members {
            let set = groups.set_members(id, &members).await;
            set.map_err(|e| from_store(&e))?;
        }
        self.groups_changed();
        self.groups().await
    }

    /// Forgets a group. One that is gone already is no fault.
    pub(crate) async fn remove_group(&self, input: NamedRef) -> Result<PartyGroups, Failure> {
        let account = self.account()?;
        let id = super::id(&input.id, "id")?;
        let removed = account.store.groups().remove(id).await;
        removed.map_err(|e| from_store(&e))?;
        self.groups_changed();
        self.groups().await
    }

    /// Lists and counts may be those of a group.
    fn groups_changed(&self) {
        self.changed(&[Topic::Groups, Topic::Messages, Topic::Counts]);
    }
}
