//! What is held in memory of client administration.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use fullmakt_domain::clients::{Access, AgentClient, Matrix, service_of};
use uuid::Uuid;

use super::jobs::Runners;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};

/// A matrix that is shared by all who look at it.
pub(super) type Shared = Arc<RwLock<Matrix>>;

/// Matrices, readings under way, and jobs.
#[derive(Default)]
pub(crate) struct ClientsPlace {
    /// By account and firm: what was read for one person and comes late is never shown to the next one.
    matrices: Mutex<HashMap<(String, Uuid), Shared>>,
    /// Whether any client has given a single service, once that was looked up for this account.
    any_services: Mutex<Option<(String, bool)>>,
    /// Held while a matrix or the codes are read from the store, and while a cell is written there and here.
    one: tokio::sync::Mutex<()>,
    reading: Mutex<HashSet<Uuid>>,
    firms_asked: Mutex<Option<String>>,
    pub(super) runners: Runners,
    /// One look-up of a person at a time: the second answer must know of the first.
    pub(super) person: tokio::sync::Mutex<()>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl ClientsPlace {
    /// Another account, or none.
    pub(crate) fn forget(&self) {
        locked(&self.matrices).clear();
        *locked(&self.any_services) = None;
        *locked(&self.firms_asked) = None;
        self.runners.wake_all();
    }

    /// Claims the reading of a firm; false while one is under way.
    pub(super) fn begin_reading(&self, firm: Uuid) -> bool {
        locked(&self.reading).insert(firm)
    }

    /// The reading has ended.
    pub(super) fn end_reading(&self, firm: Uuid) {
        locked(&self.reading).remove(&firm);
    }

    /// Whether a firm is being read.
    pub(super) fn is_reading(&self, firm: Uuid) -> bool {
        locked(&self.reading).contains(&firm)
    }

    /// Notes that this account's firms are asked for; false when they were in this run.
    pub(super) fn ask_firms(&self, account: &str) -> bool {
        let mut asked = locked(&self.firms_asked);
        let is_new = asked.as_deref() != Some(account);
        *asked = Some(account.to_owned());
        is_new
    }

    /// Firms are to be asked for again.
    pub(crate) fn firms_unasked(&self) {
        *locked(&self.firms_asked) = None;
    }

    /// The matrix in memory.
    fn held(&self, account: &str, firm: Uuid) -> Option<Shared> {
        let matrices = locked(&self.matrices);
        matrices.get(&(account.to_owned(), firm)).cloned()
    }

    fn hold(&self, account: &str, firm: Uuid, matrix: &Shared) {
        let place = (account.to_owned(), firm);
        locked(&self.matrices).insert(place, Arc::clone(matrix));
    }

    fn drop_matrix(&self, firm: Uuid) {
        locked(&self.matrices).retain(|(_, known), _| *known != firm);
    }

    /// Whether there are single services, if that was looked up.
    fn known_services(&self, account: &str) -> Option<bool> {
        let known = locked(&self.any_services);
        let (of, any) = known.as_ref()?;
        (of == account).then_some(*any)
    }
}

/// A look at a matrix.
pub(super) fn look(matrix: &Shared) -> RwLockReadGuard<'_, Matrix> {
    matrix.read().unwrap_or_else(PoisonError::into_inner)
}

impl App {
    /// The matrix of a firm.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] for a firm whose clients the user does not administer.
    pub(super) async fn matrix_of(&self, account: &Account, firm: Uuid) -> Result<Shared, Failure> {
        let place = &self.0.clients;
        let held = || place.held(&account.key, firm);
        if let Some(matrix) = held() {
            return Ok(matrix);
        }
        let _one = place.one.lock().await;
        if let Some(matrix) = held() {
            return Ok(matrix);
        }
        let firms = account.store.client_firms().all().await;
        let firms = firms.map_err(|e| from_store(&e))?;
        if !firms.iter().any(|known| known.party_uuid == firm) {
            return Err(Failure::new(ErrorCode::NotFound).with("field", "firm"));
        }
        let matrix = account.store.client_cells().matrix(firm).await;
        let matrix = Arc::new(RwLock::new(matrix.map_err(|e| from_store(&e))?));
        place.hold(&account.key, firm, &matrix);
        Ok(matrix)
    }

    /// The store changed in a way that the matrix in memory does not follow: it is read anew when it is looked at.
    pub(super) async fn matrix_changed(&self, firm: Uuid) {
        let _one = self.0.clients.one.lock().await;
        self.0.clients.drop_matrix(firm);
    }

    /// Whether any client of any firm has given a single service: where none has, nobody can hold one. Every window of
    /// the matrix asks, so the codes are gone through once.
    pub(super) async fn any_services(&self, account: &Account) -> Result<bool, Failure> {
        let place = &self.0.clients;
        let held = || place.known_services(&account.key);
        if let Some(any) = held() {
            return Ok(any);
        }
        let _one = place.one.lock().await;
        if let Some(any) = held() {
            return Ok(any);
        }
        let codes = account.store.clients().codes().await;
        let codes = codes.map_err(|e| from_store(&e))?;
        let any = codes.values().any(|code| service_of(code).is_some());
        *locked(&place.any_services) = Some((account.key.clone(), any));
        Ok(any)
    }

    /// Codes have come: whether there are single services among them is looked up anew. Who is looking them up now
    /// may have seen the former ones, and is waited for.
    pub(super) async fn codes_changed(&self) {
        let _one = self.0.clients.one.lock().await;
        *locked(&self.0.clients.any_services) = None;
    }

    /// Writes what an agent holds of a client, in the store and in memory.
    pub(super) async fn write_cell(
        &self,
        account: &Account,
        firm: Uuid,
        agent: Uuid,
        client: Uuid,
        access: &[Access],
    ) -> Result<(), Failure> {
        let _one = self.0.clients.one.lock().await;
        let cells = account.store.client_cells();
        let set = cells.set(firm, agent, client, access).await;
        set.map_err(|e| from_store(&e))?;
        let Some(matrix) = self.0.clients.held(&account.key, firm) else {
            return Ok(());
        };
        let mut matrix = matrix.write().unwrap_or_else(PoisonError::into_inner);
        if let (Some(agent), Some(client)) =
            (matrix.agent_place(agent), matrix.client_place(client))
        {
            matrix.set_held(agent, client, access);
            matrix.settle();
        }
        Ok(())
    }

    /// Writes all that an agent holds.
    pub(super) async fn write_cells(
        &self,
        account: &Account,
        firm: Uuid,
        agent: Uuid,
        clients: &[AgentClient],
    ) -> Result<(), Failure> {
        let _one = self.0.clients.one.lock().await;
        let cells = account.store.client_cells();
        let set = cells.replace(firm, agent, clients, self.now()).await;
        set.map_err(|e| from_store(&e))?;
        self.0.clients.drop_matrix(firm);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, RwLock};

    use fullmakt_domain::clients::Matrix;
    use uuid::Uuid;

    use super::{ClientsPlace, locked};

    /// What was read for one person may come after the next one has signed in.
    #[test]
    fn nothing_of_one_person_is_the_next_ones() {
        let place = ClientsPlace::default();
        let (firm, matrix) = (Uuid::from_u128(1), Arc::new(RwLock::new(Matrix::default())));
        place.forget();
        place.hold("one", firm, &matrix);
        *locked(&place.any_services) = Some(("one".to_owned(), true));
        assert!(place.held("one", firm).is_some());
        assert!(place.held("next", firm).is_none());
        assert_eq!(place.known_services("one"), Some(true));
        assert_eq!(place.known_services("next"), None);
        place.drop_matrix(firm);
        assert!(place.held("one", firm).is_none());
    }
}
