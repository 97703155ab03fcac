//! Whole days of synchronisation against a server that is a list: how many calls it takes, and that nothing is missed,
//! wherever the program is ended.

use std::collections::{BTreeMap, BTreeSet};

use fullmakt_sync::{
    Batch, BatchKind, Calendar, Coverage, Cursor, Limits, Order, Pace, PageFacts, Pass, Progress,
    Search, Start, Step, World, next_step, plan, starts,
};
use jiff::{SignedDuration, Timestamp};

const DAY: i64 = 86_400;

/// One message at the server.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    changed: i64,
    id: u32,
    party: String,
    service: String,
}

/// The server.
struct Server {
    rows: Vec<Row>,
    calls: usize,
    /// Searches for this member are refused.
    refuses: Option<String>,
}

impl Server {
    fn answer(&mut self, search: &Search) -> Option<(Vec<Row>, PageFacts)> {
        self.calls += 1;
        if let Some(refused) = &self.refuses
            && search.members.contains(refused)
        {
            return None;
        }
        let mut rows: Vec<Row> = self
            .rows
            .iter()
            .filter(|row| match search.kind {
                BatchKind::Parties => search.members.contains(&row.party),
                BatchKind::Services => search.members.contains(&row.service),
            })
            .filter(|row| {
                search
                    .since
                    .is_none_or(|since| row.changed >= since.as_second())
            })
            .cloned()
            .collect();
        rows.sort();
        if search.order == Order::NewestFirst {
            rows.reverse();
        }
        if let Some(token) = &search.token {
            let (changed, id) = token.split_once('/').expect("our own token");
            let mark: (i64, u32) = (
                changed.parse().expect("seconds"),
                id.parse().expect("a number"),
            );
            rows.retain(|row| match search.order {
                Order::OldestFirst => (row.changed, row.id) > mark,
                Order::NewestFirst => (row.changed, row.id) < mark,
            });
        }
        let has_next = rows.len() > search.limit;
        rows.truncate(search.limit);
        let facts = PageFacts {
            newest: rows.iter().map(|row| time(row.changed)).max(),
            token: rows
                .last()
                .map(|row| format!("{}/{}", row.changed, row.id))
                .or_else(|| search.token.clone()),
            has_next,
        };
        Some((rows, facts))
    }
}

/// What is kept: rows by id, and the progress.
#[derive(Clone, Default)]
struct Kept {
    rows: BTreeMap<u32, Row>,
    progress: Progress,
    coverage: Coverage,
    /// When the first fill began, by the server's clock.
    fill_began: Option<Timestamp>,
}

struct Client {
    kept: Kept,
    world: World,
    limits: Limits,
}

fn time(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("a time")
}

impl Client {
    fn new(parties: usize, services: usize) -> Self {
        let world = World {
            parties: (0..parties).map(|n| format!("p{n:05}")).collect(),
            services: (0..services).map(|n| format!("s{n:05}")).collect(),
            hot: BTreeSet::new(),
            limits: Limits::default(),
        };
        Client {
            kept: Kept::default(),
            world,
            limits: Limits::default(),
        }
    }

    fn begin_fill(&mut self, now: i64) {
        let progress = &mut self.kept.progress;
        progress.plan = plan(&self.world);
        self.kept.coverage = Coverage::of(&self.world);
        if let Pass::Fill { since } = Pass::fill(time(now)) {
            progress.fill_since = Some(since);
            progress.held_since = Some(since);
        }
        self.kept.fill_began = Some(time(now));
    }

    /// What is to be done next. The login's own time for sweeps is one at night in Oslo, which is [`NOW`].
    fn step(&mut self, now: i64) -> Step {
        let pace = Pace::new(Calendar::oslo().expect("a zone"));
        let progress = &mut self.kept.progress;
        progress.sweep_due = progress
            .swept_at
            .map(|last| pace.sweep(last, time(now), 0.5));
        next_step(progress, time(now), self.limits)
    }

    /// Does steps until there is nothing to do. Gives up after `steps`, as a program that is ended does.
    fn work(&mut self, server: &mut Server, now: i64, steps: usize) -> bool {
        for _ in 0..steps {
            match self.step(now) {
                Step::Rest => return true,
                Step::Poll(batch, search) => {
                    if !self.page(server, now, &batch, &search, |progress| &mut progress.hot) {
                        self.kept.progress.skipped.push(batch.name());
                    }
                }
                Step::Fill(batch, search) => {
                    self.page(server, now, &batch, &search, |progress| &mut progress.fills);
                }
                Step::Sweep(batch, search) => {
                    self.page(server, now, &batch, &search, |progress| {
                        &mut progress.sweeps
                    });
                }
                Step::PollDone => self.kept.progress.poll_began = None,
                Step::FillDone => {
                    let Progress { plan, fills, .. } = &self.kept.progress;
                    self.kept.coverage.note(&plan.full, fills);
                    self.kept.progress.fill_since = None;
                    self.kept.progress.swept_at = self.kept.fill_began;
                    self.learn();
                }
                Step::GapsDone => {
                    let Progress { gaps, fills, .. } = &self.kept.progress;
                    self.kept.coverage.note(gaps, fills);
                    self.learn();
                }
                Step::BeginSweep { since } => self.kept.progress.sweep = Some((time(now), since)),
                Step::SweepDone => {
                    let (began, _) = self.kept.progress.sweep.take().expect("one is under way");
                    self.kept.progress.swept_at = Some(began);
                    self.learn();
                }
            }
        }
        false
    }

    /// Rows and cursor in one step, as the database writes them; false when the server refuses.
    fn page(
        &mut self,
        server: &mut Server,
        now: i64,
        batch: &Batch,
        search: &Search,
        cursors: impl Fn(&mut Progress) -> &mut BTreeMap<String, Cursor>,
    ) -> bool {
        let progress = &mut self.kept.progress;
        let Some((rows, facts)) = server.answer(search) else {
            progress.skipped_fills.push(batch.name());
            return false;
        };
        self.kept
            .rows
            .extend(rows.into_iter().map(|row| (row.id, row)));
        let cursor = cursors(progress).entry(batch.name()).or_default();
        *cursor = cursor.after(&facts, time(now));
        true
    }

    /// What was met is in use.
    fn learn(&mut self) {
        self.world.hot = self
            .kept
            .rows
            .values()
            .map(|row| row.service.clone())
            .collect();
        let new = plan(&self.world);
        let progress = &mut self.kept.progress;
        let old: Vec<(Batch, Option<Timestamp>)> = progress
            .plan
            .hot
            .iter()
            .map(|batch| {
                (
                    batch.clone(),
                    progress.hot.get(&batch.name()).and_then(|c| c.watermark),
                )
            })
            .collect();
        for (batch, start) in new
            .hot
            .iter()
            .zip(starts(&new.hot, &old, progress.swept_at))
        {
            let cursor = progress.hot.entry(batch.name()).or_default();
            match start {
                Start::Kept => {}
                Start::From(from) => {
                    *cursor = Cursor {
                        watermark: Some(from),
                        ..Cursor::default()
                    };
                }
                Start::Unread => *cursor = Cursor::default(),
            }
            // A batch that was polled before anything was filled begins where the pass through everything began.
            if cursor.watermark.is_none() {
                cursor.watermark = progress.swept_at;
            }
        }
        progress.plan = new;
        self.kept.coverage.forget_gone(&self.world);
        progress.gaps = self.kept.coverage.gaps(&self.world);
    }

    /// One more organisation, as the lists of today tell.
    fn gain(&mut self, party: &str) {
        self.world.parties.insert(party.to_owned());
        self.learn();
    }

    fn poll(&mut self, server: &mut Server, now: i64) {
        self.kept.progress.poll_began = Some(time(now));
        self.kept.progress.skipped.clear();
        self.kept.progress.skipped_fills.clear();
        assert!(self.work(server, now, 100_000));
    }
}

/// `count` messages over the parties and the first `used` services, the newest at `until`.
fn server(parties: usize, used: usize, count: u32, until: i64) -> Server {
    let rows = (0..count)
        .map(|id| Row {
            changed: until - i64::from(count - id) * 7,
            id,
            party: format!("p{:05}", id as usize * 7919 % parties),
            service: format!("s{:05}", id as usize % used),
        })
        .collect();
    Server {
        rows,
        calls: 0,
        refuses: None,
    }
}

const NOW: i64 = 200 * DAY;

/// Six sizes: calls of the first fill, and of a poll in which nothing changed, and of one in which 1,500 rows of one
/// service did.
#[test]
fn calls_are_exactly_what_was_computed() {
    for (parties, services, used, fill, poll) in [
        (1, 10, 4, 1, 1),
        (3, 200, 60, 1, 1),
        (100, 200, 60, 1, 1),
        (1_000, 200, 60, 10, 3),
        (10_000, 200, 60, 10, 3),
        (10_000, 200, 200, 10, 10),
    ] {
        let mut server = server(parties, used, 900, NOW - 10);
        let mut client = Client::new(parties, services);
        client.begin_fill(NOW);
        assert!(client.work(&mut server, NOW, 100_000));
        let size = format!("{parties} parties, {services} services, {used} in use");
        assert_eq!(server.calls, fill, "first fill: {size}");
        assert_eq!(client.kept.rows.len(), 900);

        server.calls = 0;
        client.poll(&mut server, NOW + 900);
        assert_eq!(server.calls, poll, "a quiet poll: {size}");

        server.calls = 0;
        for id in 0..1_500 {
            server.rows.push(Row {
                changed: NOW + 1_000 + i64::from(id),
                id: 10_000 + id,
                party: "p00000".to_owned(),
                service: "s00000".to_owned(),
            });
        }
        client.poll(&mut server, NOW + 3_000);
        assert_eq!(server.calls, poll + 1, "⌊1500/1000⌋ more: {size}");
        assert_eq!(client.kept.rows.len(), 2_400);
    }
}

/// 10,000 parties, 60 services in use: 32 polls and a sweep.
#[test]
fn a_day_of_polls_stays_within_250_calls() {
    let mut server = server(10_000, 60, 900, NOW - 10);
    let mut client = Client::new(10_000, 2_000);
    client.begin_fill(NOW);
    assert!(client.work(&mut server, NOW, 100_000));
    server.calls = 0;
    for poll in 1..=32 {
        client.poll(&mut server, NOW + poll * DAY / 32);
    }
    assert_eq!(
        server.calls,
        32 * 3 + 100,
        "96 for polls, 100 for the sweep"
    );
}

/// A service that nobody used before is met by the sweep, and polled from then on; a row that came between sweep and plan
/// is not lost.
#[test]
fn a_new_service_becomes_hot() {
    let mut server = server(10_000, 60, 900, NOW - 10);
    let mut client = Client::new(10_000, 2_000);
    client.begin_fill(NOW);
    assert!(client.work(&mut server, NOW, 100_000));
    let newcomer = |id, changed| Row {
        changed,
        id,
        party: "p00007".to_owned(),
        service: "s01999".to_owned(),
    };
    server.rows.push(newcomer(5_000, NOW + 100));
    client.poll(&mut server, NOW + 900);
    assert!(!client.kept.rows.contains_key(&5_000), "not in use yet");
    // It is met a day later, and a second one arrives while that sweep is under way.
    client.kept.progress.poll_began = None;
    let later = NOW + DAY + 60;
    while client.step(later) != Step::SweepDone {
        client.work(&mut server, later, 1);
    }
    server.rows.push(newcomer(5_001, later + 1));
    assert!(client.work(&mut server, later + 2, 2));
    client.poll(&mut server, later + 900);
    assert!(client.kept.rows.contains_key(&5_000));
    assert!(client.kept.rows.contains_key(&5_001));
}

/// The program is ended after each number of steps of a first fill with pages, and goes on from what was written.
#[test]
fn ended_anywhere_nothing_is_missed() {
    let whole = {
        let mut server = server(250, 40, 5_500, NOW - 10);
        let mut client = Client::new(250, 60);
        client.begin_fill(NOW);
        assert!(client.work(&mut server, NOW, 100_000));
        server.calls
    };
    for ended_after in 0..=whole {
        let mut server = server(250, 40, 5_500, NOW - 10);
        let mut client = Client::new(250, 60);
        client.begin_fill(NOW);
        client.work(&mut server, NOW, ended_after);
        let mut again = Client::new(250, 60);
        again.kept = client.kept.clone();
        // Something changed while it was down.
        server.rows.push(Row {
            changed: NOW + 5,
            id: 9_999,
            party: "p00249".to_owned(),
            service: "s00001".to_owned(),
        });
        assert!(again.work(&mut server, NOW + 60, 100_000));
        assert_eq!(
            server.calls, whole,
            "no page was read twice: ended after {ended_after}"
        );
        again.poll(&mut server, NOW + 120);
        assert_eq!(again.kept.rows.len(), 5_501, "ended after {ended_after}");
    }
}

/// The overlap catches what became visible late.
#[test]
fn what_comes_late_is_caught() {
    let mut server = server(3, 4, 100, NOW - 10);
    let mut client = Client::new(3, 4);
    client.begin_fill(NOW);
    assert!(client.work(&mut server, NOW, 1_000));
    server.rows.push(Row {
        changed: NOW + 500,
        id: 200,
        party: "p00000".into(),
        service: "s00000".into(),
    });
    client.poll(&mut server, NOW + 600);
    let late = SignedDuration::from_mins(4).as_secs();
    server.rows.push(Row {
        changed: NOW + 500 - late,
        id: 201,
        party: "p00001".into(),
        service: "s00000".into(),
    });
    client.poll(&mut server, NOW + 900);
    assert!(client.kept.rows.contains_key(&201));
}

/// An organisation is gained a week after the first fill: what it got before that is read as far back as everything else,
/// and none of the others is read again for it.
#[test]
fn a_newcomer_is_filled_by_itself() {
    for (parties, services, used, poll) in [(3, 10, 4, 1), (250, 200, 60, 3), (10_000, 200, 60, 3)]
    {
        let mut server = server(parties, used, 900, NOW - 10);
        let mut client = Client::new(parties, services);
        client.begin_fill(NOW);
        assert!(client.work(&mut server, NOW, 100_000));
        // 1,500 letters of the last 80 days, among them some of today; older ones are not read of anybody.
        for id in 0..1_500 {
            server.rows.push(Row {
                changed: NOW - 80 * DAY + i64::from(id) * 80 * DAY / 1_500,
                id: 50_000 + id,
                party: "p00001x".to_owned(),
                service: "s00001".to_owned(),
            });
        }
        server.rows.push(Row {
            changed: NOW - 91 * DAY,
            id: 60_000,
            party: "p00001x".to_owned(),
            service: "s00001".to_owned(),
        });
        client.poll(&mut server, NOW + 900);
        assert!(!client.kept.rows.contains_key(&50_000), "not gained yet");

        client.gain("p00001x");
        server.calls = 0;
        client.poll(&mut server, NOW + 1_800);
        let size = format!("{parties} parties, {services} services, {used} in use");
        assert_eq!(server.calls, poll + 2, "a poll, and two pages: {size}");
        assert_eq!(client.kept.rows.len(), 2_400, "{size}");
        server.calls = 0;
        client.poll(&mut server, NOW + 2_700);
        assert_eq!(server.calls, poll, "once is enough: {size}");
    }
}

/// A batch that the server refused during the first fill is filled as soon as it no longer does. Meanwhile the others are
/// polled, and so is what is new of its own.
#[test]
fn what_the_first_fill_left_out_is_filled_later() {
    for (parties, services, refused, poll) in [(250, 200, "p00150", 3), (10_000, 60, "s00025", 2)] {
        let mut server = server(parties, 60, 900, NOW - 10);
        let mut client = Client::new(parties, services);
        server.refuses = Some(refused.to_owned());
        client.begin_fill(NOW);
        assert!(client.work(&mut server, NOW, 100_000));
        let first = client.kept.rows.len();
        assert!(0 < first && first < 900, "{first}");
        client.poll(&mut server, NOW + 900);
        assert_eq!(client.kept.rows.len(), first, "refused again");

        server.refuses = None;
        server.calls = 0;
        client.poll(&mut server, NOW + 1_800);
        assert_eq!(client.kept.rows.len(), 900, "{refused}");
        assert_eq!(server.calls, poll + 1, "a poll, and one page: {refused}");
    }
}
