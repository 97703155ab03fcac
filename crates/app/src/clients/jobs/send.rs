//! One call of a job, and what its answer means.

use std::collections::HashMap;

use fullmakt_altinn::{AltinnError, TokenError};
use fullmakt_domain::clients::{Access, Act, AgentClient, Delegated, Value};
use fullmakt_net::NetError;
use fullmakt_store::client_jobs::NewRow;
use fullmakt_sync::jobs::{Answer, Reason};
use jiff::SignedDuration;
use uuid::Uuid;

use crate::clients::failures::{from_clients, stops_agent};
use crate::state::App;

/// An answer to a row.
pub(super) type Answered = Result<Vec<Delegated>, AltinnError>;

impl App {
    /// Sends one row. It is written down already that it is sent.
    pub(super) async fn send_row(&self, firm: Uuid, row: &NewRow) -> Answered {
        let delegations = self.0.altinn.client_delegations();
        match row.act {
            Act::Add => {
                let (client, agent) = (row.client, row.agent);
                delegations.give(firm, client, agent, &row.wanted).await
            }
            Act::Remove => {
                let (client, agent) = (row.client, row.agent);
                delegations.take(firm, client, agent, &row.wanted).await
            }
        }
    }
}

/// What an answer is to the rules of jobs.
pub(super) fn answer(answered: &Answered) -> Answer {
    let error = match answered {
        // Every wanted package has a line of its own: none at all is no answer to what was asked.
        Ok(lines) if lines.is_empty() => return Answer::Unclear,
        Ok(lines) => {
            return Answer::Done {
                changed: lines.iter().any(|line| line.changed),
            };
        }
        Err(error) => error,
    };
    match error {
        AltinnError::Unauthorized | AltinnError::Token(TokenError::LoginNeeded) => {
            Answer::NotNow(Reason::Login, None)
        }
        AltinnError::Forbidden => Answer::NotNow(Reason::Right, None),
        AltinnError::RateLimited { after_s, .. } => {
            let pause = after_s.map(|s| SignedDuration::from_secs(i64::from(s)));
            Answer::NotNow(Reason::Pace, pause)
        }
        _ if error.may_have_arrived() => Answer::Unclear,
        AltinnError::Problem { status, .. } => match status {
            500.. => Answer::Unclear,
            401 => Answer::NotNow(Reason::Login, None),
            403 => Answer::NotNow(Reason::Right, None),
            _ => Answer::Refused {
                every_row: stops_agent(&from_clients(error)),
            },
        },
        AltinnError::Net(NetError::Offline) => Answer::NotNow(Reason::Offline, None),
        _ => Answer::NotNow(Reason::Down, None),
    }
}

/// What a failed reading is to the rules of jobs: it has no effect, and comes again later.
pub(super) fn reading_failed(error: &AltinnError) -> (Reason, Option<SignedDuration>) {
    match answer(&Err(error.clone())) {
        Answer::NotNow(reason, pause) => (reason, pause),
        _ => (Reason::Down, None),
    }
}

/// What the call changed of what was wanted. Lines whose ids are not known count as changed when any was: what may be
/// ours is offered for undoing rather than forgotten.
pub(super) fn changed(
    wanted: &[Value],
    lines: &[Delegated],
    codes: &HashMap<Uuid, String>,
) -> Vec<Value> {
    if lines.iter().all(|line| line.changed) {
        return wanted.to_vec();
    }
    let code = |id: Option<Uuid>| codes.get(&id?).map(String::as_str);
    let unchanged = |role: &str, package: &str| {
        lines.iter().any(|line| {
            !line.changed
                && code(line.package) == Some(package)
                && code(line.role).is_none_or(|known| known == role)
        })
    };
    wanted
        .iter()
        .map(|value| Value {
            role: value.role.clone(),
            packages: value
                .packages
                .iter()
                .filter(|package| !unchanged(&value.role, package))
                .cloned()
                .collect(),
        })
        .filter(|value| !value.packages.is_empty())
        .collect()
}

/// What an agent holds of a client once a row is done.
pub(super) fn held_after(held: Vec<Access>, act: Act, wanted: &[Value]) -> Vec<Access> {
    let mut held = held;
    for value in wanted {
        let place = held.iter().position(|one| one.role == value.role);
        match (act, place) {
            (Act::Add, Some(at)) => {
                let packages = &mut held[at].packages;
                packages.extend(value.packages.iter().cloned());
                packages.sort_unstable();
                packages.dedup();
            }
            (Act::Add, None) => held.push(Access {
                role: value.role.clone(),
                packages: value.packages.clone(),
            }),
            (Act::Remove, Some(at)) => {
                held[at].packages.retain(|p| !value.packages.contains(p));
            }
            (Act::Remove, None) => {}
        }
    }
    held.retain(|one| !one.packages.is_empty());
    held.sort_unstable();
    held
}

/// Whether what a row wanted is so.
pub(super) fn is_there(row: &NewRow, read: &[AgentClient]) -> bool {
    let held = read.iter().find(|client| client.client == row.client);
    let holds = |role: &str, package: &String| {
        let access = held.map(|client| client.access.as_slice());
        let mut access = access.unwrap_or_default().iter();
        access.any(|one| one.role == role && one.packages.contains(package))
    };
    row.wanted.iter().all(|value| {
        value.packages.iter().all(|package| match row.act {
            Act::Add => holds(&value.role, package),
            Act::Remove => !holds(&value.role, package),
        })
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use fullmakt_altinn::AltinnError;
    use fullmakt_domain::clients::{Access, Act, AgentClient, Delegated, Value};
    use fullmakt_net::NetError;
    use fullmakt_store::client_jobs::NewRow;
    use fullmakt_sync::jobs::{Answer, Reason};
    use jiff::SignedDuration;
    use uuid::Uuid;

    use super::{answer, changed, held_after, is_there};

    fn value(role: &str, packages: &[&str]) -> Value {
        Value {
            role: role.into(),
            packages: packages.iter().map(|p| (*p).to_owned()).collect(),
        }
    }

    fn access(role: &str, packages: &[&str]) -> Access {
        let Value { role, packages } = value(role, packages);
        Access { role, packages }
    }

    fn line(package: u128, changed: bool) -> Delegated {
        Delegated {
            role: Some(Uuid::from_u128(1)),
            package: Some(Uuid::from_u128(package)),
            changed,
        }
    }

    fn problem(status: u16, code: &str, paths: &[&str]) -> AltinnError {
        AltinnError::Problem {
            status,
            code: Some(code.into()),
            trace_id: None,
            paths: paths.iter().map(|p| (*p).to_owned()).collect(),
            reasons: Vec::new(),
            extensions: Default::default(),
        }
    }

    #[test]
    fn only_what_certainly_had_no_effect_is_sent_again_unread() {
        let sent = |sent| AltinnError::Net(NetError::Timeout { sent });
        let asked = Some(SignedDuration::from_secs(7));
        for (error, expected) in [
            (
                AltinnError::Unauthorized,
                Answer::NotNow(Reason::Login, None),
            ),
            (AltinnError::Forbidden, Answer::NotNow(Reason::Right, None)),
            (
                AltinnError::RateLimited {
                    after_s: Some(7),
                    code: None,
                },
                Answer::NotNow(Reason::Pace, asked),
            ),
            (
                AltinnError::Net(NetError::Offline),
                Answer::NotNow(Reason::Offline, None),
            ),
            (sent(true), Answer::Unclear),
            (sent(false), Answer::NotNow(Reason::Down, None)),
            (AltinnError::ServerError { status: 500 }, Answer::Unclear),
            (problem(500, "AM-00000", &[]), Answer::Unclear),
            (AltinnError::Unreadable { what: "x" }, Answer::Unclear),
            (
                problem(400, "AM.VLD-00026", &["/values[0]/packages[1]"]),
                Answer::Refused { every_row: false },
            ),
            (
                problem(400, "AM.VLD-00032", &["/values[0]/role"]),
                Answer::Refused { every_row: false },
            ),
            (
                problem(400, "AM.VLD-00032", &["$QUERY/agent"]),
                Answer::Refused { every_row: true },
            ),
            (
                problem(400, "AM.VLD-00008", &["$QUERY/agent"]),
                Answer::Refused { every_row: true },
            ),
        ] {
            assert_eq!(answer(&Err(error.clone())), expected, "{error:?}");
        }
        assert_eq!(answer(&Ok(Vec::new())), Answer::Unclear);
        let done = Ok(vec![line(2, false), line(3, true)]);
        assert_eq!(answer(&done), Answer::Done { changed: true });
    }

    #[test]
    fn only_what_the_call_changed_is_ours() {
        let wanted = [value("regn", &["a", "b"])];
        let codes = HashMap::from([
            (Uuid::from_u128(1), "regn".to_owned()),
            (Uuid::from_u128(2), "a".to_owned()),
            (Uuid::from_u128(3), "b".to_owned()),
        ]);
        let of = |lines: &[Delegated]| changed(&wanted, lines, &codes);
        assert_eq!(of(&[line(2, true), line(3, true)]), wanted);
        assert_eq!(
            of(&[line(2, false), line(3, true)]),
            [value("regn", &["b"])]
        );
        assert_eq!(of(&[line(2, false), line(3, false)]), []);
        assert_eq!(of(&[line(9, false), line(3, true)]), wanted);
    }

    #[test]
    fn a_cell_follows_its_row() {
        let held = vec![access("regn", &["a"]), access("rett", &["c"])];
        let more = held_after(held.clone(), Act::Add, &[value("regn", &["b", "a"])]);
        assert_eq!(more, [access("regn", &["a", "b"]), access("rett", &["c"])]);
        let less = held_after(held.clone(), Act::Remove, &[value("rett", &["c", "d"])]);
        assert_eq!(less, [access("regn", &["a"])]);
        let new = held_after(Vec::new(), Act::Add, &[value("regn", &["a"])]);
        assert_eq!(new, [access("regn", &["a"])]);
    }

    #[test]
    fn what_is_there_is_told_by_role_and_package() {
        let row = |act, packages: &[&str]| NewRow {
            client: Uuid::from_u128(7),
            name: "K".into(),
            org_no: None,
            agent: Uuid::from_u128(8),
            agent_title: "A".into(),
            is_person: false,
            act,
            wanted: vec![value("regn", packages)],
        };
        let read = [AgentClient {
            client: Uuid::from_u128(7),
            access: vec![access("regn", &["a", "b"])],
        }];
        assert!(is_there(&row(Act::Add, &["a", "b"]), &read));
        assert!(!is_there(&row(Act::Add, &["a", "c"]), &read));
        assert!(!is_there(&row(Act::Remove, &["a"]), &read));
        assert!(is_there(&row(Act::Remove, &["c"]), &read));
        assert!(is_there(&row(Act::Remove, &["a"]), &[]));
    }
}
