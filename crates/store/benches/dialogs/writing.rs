//! What a synchronisation writes, and what a person does.

use std::hint::black_box;

use criterion::Criterion;
use fullmakt_store::Store;
use fullmakt_store::dialogs::{Labels, NewDialog, SyncPage};
use jiff::Timestamp;
use uuid::Uuid;

use super::figures::Figures;
use super::made;

/// Measures pages of a synchronisation, and a change of labels.
pub fn measure(
    criterion: &mut Criterion,
    figures: &mut Figures,
    runtime: &tokio::runtime::Runtime,
    store: &Store,
    size: u32,
) {
    let languages = ["nb".to_owned()];
    let write = |rows: &[NewDialog]| {
        let page = SyncPage {
            rows,
            cursor: None,
            asked_at: made::now(),
            fetched_at: made::now(),
            languages: &languages,
            is_sweep: false,
        };
        runtime
            .block_on(store.dialogs().apply_page(&page))
            .expect("applied")
    };
    let known = made::rows(size, 0..1_000);
    figures.measure(criterion, "page of 1,000 as before", || {
        black_box(write(&known))
    });
    // New rows are taken away again, so that the database stays what it is called.
    let new = made::extra(1_000);
    let ids: Vec<Uuid> = new.iter().map(|row| row.id).collect();
    figures.measure_with(
        criterion,
        "page of 1,000 new",
        || black_box(write(&new)),
        || {
            runtime
                .block_on(store.dialogs().vanished(&ids, made::now()))
                .expect("taken away")
        },
    );
    let mut turn = 0u128;
    let one = [known[500].id];
    figures.measure(criterion, "label change of one", || {
        turn += 1;
        let (add, remove) = if turn % 2 == 1 {
            (Labels::MARKED_AS_UNOPENED, Labels::NONE)
        } else {
            (Labels::NONE, Labels::MARKED_AS_UNOPENED)
        };
        black_box(
            runtime
                .block_on(store.label_changes().queue(
                    Uuid::from_u128(turn),
                    &one,
                    add,
                    remove,
                    made::now(),
                ))
                .expect("queued"),
        )
    });
    runtime.block_on(async {
        for act in (1..=turn).rev() {
            let by = Uuid::from_u128(u128::MAX - act);
            store
                .label_changes()
                .undo(Uuid::from_u128(act), by, made::now())
                .await
                .expect("undone");
        }
        store
            .label_changes()
            .forget_settled(Timestamp::MAX)
            .await
            .expect("forgotten");
    });
}
