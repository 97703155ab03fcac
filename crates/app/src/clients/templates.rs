//! Templates: what the clients of a group are to have.

use fullmakt_domain::clients::{Act, Asked, Matrix, Outcome, Wish, plan};
use fullmakt_store::client_templates::ClientTemplate as Kept;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::bulk::{is_change, no_more_than_fit};
use super::names::Names;
use super::picture::{Picture, group_members, only};
use super::place::look;
use super::{count, id, ids, own_text};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::clients::{
    ClientTemplate, ClientTemplates, FirmRef, SaveTemplate, TemplateAgent, TemplateRef,
    TemplateScope,
};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::table::Topic;

/// Letters of a name at most.
const LONGEST: usize = 60;

/// What is kept of a template.
#[derive(Serialize, Deserialize)]
struct Body {
    scope: TemplateScope,
    agents: Vec<TemplateAgent>,
}

impl App {
    /// Templates of a firm, with what deviates from them.
    pub(crate) async fn client_templates_view(
        &self,
        input: FirmRef,
    ) -> Result<ClientTemplates, Failure> {
        let account = self.account()?;
        let firm = id(&input.firm, "firm")?;
        self.templates_of(&account, firm).await
    }

    async fn templates_of(
        &self,
        account: &Account,
        firm: Uuid,
    ) -> Result<ClientTemplates, Failure> {
        let picture = self.picture(account, firm).await?;
        let names = self.package_names(account).await;
        let laid = laid_out(account, &picture).await?;
        let matrix = look(&picture.matrix);
        let asked = asked(&matrix, &laid);
        let templates = laid.into_iter();
        Ok(ClientTemplates {
            templates: templates
                .map(|laid| deviations(&picture, &matrix, &names, &asked, laid))
                .collect(),
        })
    }

    /// What a template wishes for; with what its clients have beyond all templates, when that is to be taken too.
    pub(super) async fn template_wishes(
        &self,
        account: &Account,
        picture: &Picture,
        template: &str,
        beyond: bool,
    ) -> Result<Vec<Wish>, Failure> {
        let template = id(template, "id")?;
        let all = laid_out(account, picture).await?;
        let one = all.iter().find(|laid| laid.kept.id == template);
        let one = one.ok_or_else(|| Failure::new(ErrorCode::NotFound).with("field", "id"))?;
        let matrix = look(&picture.matrix);
        let mut wishes = one.wishes.clone();
        if beyond {
            wishes.extend(asked(&matrix, &all).beyond(&matrix, &one.rows));
        }
        no_more_than_fit(wishes.len())?;
        Ok(wishes)
    }

    /// Makes or changes a template.
    pub(crate) async fn save_client_template(
        &self,
        input: SaveTemplate,
    ) -> Result<ClientTemplates, Failure> {
        let account = self.account()?;
        let firm = id(&input.firm, "firm")?;
        let name = own_text(&input.name, LONGEST, "name")?.to_owned();
        if input.agents.is_empty() {
            return Err(Failure::new(ErrorCode::InvalidInput).with("field", "agents"));
        }
        let keys: Vec<String> = input.agents.iter().map(|a| a.agent.clone()).collect();
        ids(&keys, "agents")?;
        if let TemplateScope::Group { id: group } = &input.scope {
            id(group, "group")?;
        }
        let templates = account.store.client_templates();
        let key = match &input.id {
            None => Uuid::new_v4(),
            Some(key) => {
                let key = id(key, "id")?;
                let known = templates.list(firm).await.map_err(|e| from_store(&e))?;
                if !known.iter().any(|template| template.id == key) {
                    return Err(Failure::new(ErrorCode::NotFound));
                }
                key
            }
        };
        let body = Body {
            scope: input.scope,
            agents: input.agents,
        };
        let kept = Kept {
            id: key,
            name,
            body: serde_json::to_string(&body).map_err(|_| Failure::unexpected("template"))?,
        };
        let put = templates.put(firm, &kept, self.now()).await;
        put.map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Clients]);
        self.templates_of(&account, firm).await
    }

    /// Deletes a template.
    pub(crate) async fn delete_client_template(
        &self,
        input: TemplateRef,
    ) -> Result<ClientTemplates, Failure> {
        let account = self.account()?;
        let (firm, key) = (id(&input.firm, "firm")?, id(&input.id, "id")?);
        let removed = account.store.client_templates().remove(key).await;
        removed.map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Clients]);
        self.templates_of(&account, firm).await
    }
}

/// A template with what it comes to among the clients of its firm.
struct Laid {
    kept: Kept,
    body: Body,
    rows: Vec<usize>,
    wishes: Vec<Wish>,
}

/// All templates of a firm.
async fn laid_out(account: &Account, picture: &Picture) -> Result<Vec<Laid>, Failure> {
    let kept = account.store.client_templates().list(picture.firm).await;
    let mut all = Vec::new();
    for kept in kept.map_err(|e| from_store(&e))? {
        let body = body(&kept)?;
        let rows = rows(account, picture, &body.scope).await?;
        let wishes = wishes(&look(&picture.matrix), &rows, &body.agents);
        all.push(Laid {
            kept,
            body,
            rows,
            wishes,
        });
    }
    Ok(all)
}

/// What all templates of a firm ask for: what one of them asks for is beyond none.
fn asked(matrix: &Matrix, all: &[Laid]) -> Asked {
    Asked::of(matrix, all.iter().flat_map(|laid| &laid.wishes))
}

fn body(kept: &Kept) -> Result<Body, Failure> {
    serde_json::from_str(&kept.body).map_err(|_| Failure::unexpected("template"))
}

/// Rows that a template is about. A group that is gone has no members, and the template then nothing to say.
async fn rows(
    account: &Account,
    picture: &Picture,
    scope: &TemplateScope,
) -> Result<Vec<usize>, Failure> {
    let (group, tag) = match scope {
        TemplateScope::All => (None, None),
        TemplateScope::Group { id: group } => (
            Some(group_members(account, id(group, "group")?).await?),
            None,
        ),
        TemplateScope::Tag { tag } => (None, Some(tag.as_str())),
    };
    let matrix = look(&picture.matrix);
    let only = only(&matrix, picture, group, tag);
    let clients = matrix.clients().iter().enumerate();
    Ok(clients
        .filter(|(row, client)| !client.is_deleted && only.as_ref().is_none_or(|rows| rows[*row]))
        .map(|(row, _)| row)
        .collect())
}

/// Agents that are gone are passed over: nobody is asked to mend a template before it can be applied.
fn wishes(matrix: &Matrix, rows: &[usize], agents: &[TemplateAgent]) -> Vec<Wish> {
    let mut wishes = Vec::with_capacity(rows.len() * agents.len());
    for agent in agents {
        let place = agent.agent.parse().ok();
        let Some(place) = place.and_then(|id| matrix.agent_place(id)) else {
            continue;
        };
        let packages = (!agent.packages.is_empty())
            .then(|| matrix.package_set(agent.packages.iter().map(String::as_str)));
        wishes.extend(rows.iter().map(|&client| Wish {
            client,
            agent: place,
            act: Act::Add,
            packages: packages.clone(),
        }));
    }
    wishes
}

fn deviations(
    picture: &Picture,
    matrix: &Matrix,
    names: &Names,
    asked: &Asked,
    laid: Laid,
) -> ClientTemplate {
    let stuck = names.stuck(matrix);
    let planned = |wishes: &[Wish]| plan(matrix, wishes, &picture.marks.cells, &stuck);
    let wanted = planned(&laid.wishes);
    let beyond = planned(&asked.beyond(matrix, &laid.rows));
    let blocked = wanted
        .iter()
        .filter(|row| matches!(row.outcome, Outcome::Blocked(_)));
    ClientTemplate {
        id: laid.kept.id.to_string(),
        firm: picture.firm.to_string(),
        name: laid.kept.name,
        scope: laid.body.scope,
        agents: laid.body.agents,
        clients: count(laid.rows.len()),
        to_add: count(wanted.iter().filter(|row| is_change(row)).count()),
        blocked: count(blocked.count()),
        beyond: count(beyond.iter().filter(|row| is_change(row)).count()),
    }
}
