//! Whole jobs against a server that loses answers, fails and wants quiet, with the program ended at every point at which
//! it can be ended. What the server holds in the end is what was wished for, and what the journal says of it is true.

use std::collections::{BTreeMap, BTreeSet};

use fullmakt_sync::jobs::{
    Answer, Queue, Reason, Row, Settled, State, Step, react, settle_unknown,
};
use jiff::SignedDuration;

/// A small generator of its own, so that a failing seed can be named and tried again (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// A row as the journal keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Waiting,
    Sent,
    Unknown,
    Changed,
    Already,
    Failed,
}

#[derive(Clone, Debug)]
struct Kept {
    agent: u32,
    client: u32,
    written: Written,
    attempts: u32,
    unanswered: u32,
}

/// The server: which client lies with which agent, and who was refused for good.
#[derive(Default)]
struct Server {
    held: BTreeSet<(u32, u32)>,
    never: BTreeSet<u32>,
    /// Calls that changed something, by cell: more than one would be a doubled effect.
    changes: BTreeMap<(u32, u32), u32>,
    calls: u32,
}

/// What the wire does to a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wire {
    Good,
    /// It never arrives, and the client cannot tell.
    LostThere,
    /// It has its effect, and the answer is lost.
    LostBack,
    Quiet,
    Login,
}

impl Server {
    fn give(&mut self, agent: u32, client: u32, wire: Wire) -> Answer {
        self.calls += 1;
        match wire {
            Wire::LostThere => return Answer::Unclear,
            Wire::Quiet => {
                let pause = Some(SignedDuration::from_secs(2));
                return Answer::NotNow(Reason::Pace, pause);
            }
            Wire::Login => return Answer::NotNow(Reason::Login, None),
            Wire::Good | Wire::LostBack => {}
        }
        if self.never.contains(&client) {
            return if wire == Wire::Good {
                Answer::Refused { every_row: false }
            } else {
                Answer::Unclear
            };
        }
        let changed = self.held.insert((agent, client));
        if changed {
            *self.changes.entry((agent, client)).or_default() += 1;
        }
        match wire {
            Wire::LostBack => Answer::Unclear,
            _ => Answer::Done { changed },
        }
    }
}

struct Story {
    dice: Dice,
    server: Server,
    journal: BTreeMap<u32, Kept>,
    checked: BTreeSet<u32>,
    /// Steps after which the program is ended, once; `None` for never.
    ends_after: Option<u32>,
    trouble: bool,
    steps: u32,
}

/// The program was ended.
struct Ended;

impl Story {
    fn new(seed: u64, rows: u32, agents: u32) -> Self {
        let mut dice = Dice(seed | 1);
        let mut server = Server::default();
        let journal: BTreeMap<u32, Kept> = (0..rows)
            .map(|seq| {
                let kept = Kept {
                    agent: seq * agents / rows,
                    client: seq,
                    written: Written::Waiting,
                    attempts: 0,
                    unanswered: 0,
                };
                (seq, kept)
            })
            .collect();
        for kept in journal.values() {
            match dice.roll(12) {
                // Somebody else gave it between the plan and the job.
                0 => {
                    server.held.insert((kept.agent, kept.client));
                }
                1 => {
                    server.never.insert(kept.client);
                }
                _ => {}
            }
        }
        Story {
            dice,
            server,
            journal,
            checked: BTreeSet::new(),
            ends_after: None,
            trouble: true,
            steps: 0,
        }
    }

    /// A point at which the program may end.
    fn point(&mut self) -> Result<(), Ended> {
        self.steps += 1;
        if self.ends_after == Some(self.steps) {
            self.ends_after = None;
            return Err(Ended);
        }
        Ok(())
    }

    fn wire(&mut self) -> Wire {
        if !self.trouble {
            return Wire::Good;
        }
        match self.dice.roll(14) {
            0 => Wire::LostThere,
            1 | 2 => Wire::LostBack,
            3 => Wire::Quiet,
            4 => Wire::Login,
            _ => Wire::Good,
        }
    }

    fn queue(&mut self) -> Queue {
        // A start finds out what was sent and has no answer.
        for kept in self.journal.values_mut() {
            if kept.written == Written::Sent {
                kept.written = Written::Unknown;
                kept.unanswered += 1;
            }
        }
        let rows = self.journal.iter().map(|(&seq, kept)| Row {
            seq,
            agent: kept.agent,
            client: kept.client,
            gives: true,
            state: match kept.written {
                Written::Waiting => State::Waiting,
                Written::Sent | Written::Unknown => State::Unknown,
                Written::Changed => State::Changed,
                Written::Already => State::Already,
                Written::Failed => State::Failed,
            },
        });
        Queue::new(rows.collect::<Vec<_>>(), [], &self.checked)
    }

    /// Runs until the job is over, waits, or the program is ended. True when it is over.
    fn run(&mut self) -> Result<bool, Ended> {
        let mut queue = self.queue();
        let mut under_way: Vec<u32> = Vec::new();
        let mut held = false;
        loop {
            match queue.next() {
                Step::Send(seq) => {
                    self.point()?;
                    self.write(seq, Written::Sent);
                    let kept = self.journal.get_mut(&seq).expect("a row");
                    kept.attempts += 1;
                    let alone = !self
                        .journal
                        .values()
                        .any(|k| matches!(k.written, Written::Changed | Written::Already));
                    queue.sent(seq);
                    under_way.push(seq);
                    assert!(under_way.len() <= 5, "five at once");
                    if alone {
                        assert_eq!(under_way.len(), 1, "the first call goes alone");
                    }
                    self.point()?;
                }
                Step::Await => {
                    let at = self.dice.roll(under_way.len() as u64) as usize;
                    let seq = under_way.swap_remove(at);
                    let wire = self.wire();
                    let (agent, client, unclear) = {
                        let kept = &self.journal[&seq];
                        (kept.agent, kept.client, kept.unanswered > 0)
                    };
                    let answer = self.server.give(agent, client, wire);
                    // Between the effect and the answer, and between the answer and the journal.
                    self.point()?;
                    held |= self.settle(&mut queue, seq, react(answer, unclear));
                    self.point()?;
                }
                Step::Read(agent) => {
                    assert!(under_way.is_empty(), "read when nothing is on its way");
                    self.point()?;
                    for seq in queue.unknown_of(agent) {
                        let kept = &self.journal[&seq];
                        let there = self.server.held.contains(&(kept.agent, kept.client));
                        let state = settle_unknown(there, kept.attempts);
                        held |= self.settle(&mut queue, seq, Settled::Row(state));
                    }
                    self.point()?;
                }
                Step::Check(agent) => {
                    self.checked.insert(agent);
                    queue.checked(agent);
                    self.point()?;
                }
                Step::Done => return Ok(!held),
            }
        }
    }

    fn settle(&mut self, queue: &mut Queue, seq: u32, settled: Settled) -> bool {
        let (state, written, holds) = match settled {
            Settled::Row(State::Changed) => (State::Changed, Written::Changed, false),
            Settled::Row(State::Already) => (State::Already, Written::Already, false),
            Settled::Row(State::Failed) => (State::Failed, Written::Failed, false),
            Settled::Row(State::Unknown) => {
                self.journal.get_mut(&seq).expect("a row").unanswered += 1;
                (State::Unknown, Written::Unknown, false)
            }
            Settled::Row(State::Waiting | State::Dropped) => {
                (State::Waiting, Written::Waiting, false)
            }
            Settled::AgentFails => unreachable!("no agent fails in this story"),
            Settled::Holds(..) => (State::Waiting, Written::Waiting, true),
        };
        self.write(seq, written);
        queue.settled(seq, state);
        if holds {
            queue.stop();
        }
        holds
    }

    fn write(&mut self, seq: u32, written: Written) {
        self.journal.get_mut(&seq).expect("a row").written = written;
    }

    /// Runs, begins again, and ends well at last. Gives how often it was begun.
    fn through(&mut self) -> u32 {
        for begun in 1..400 {
            // Trouble comes to an end at some time.
            self.trouble = begun < 200;
            if matches!(self.run(), Ok(true)) {
                return begun;
            }
        }
        panic!("the job never came to its end");
    }

    fn judge(&self, seed: u64) {
        for (cell, changes) in &self.server.changes {
            assert_eq!(*changes, 1, "{cell:?} was changed twice, seed {seed}");
        }
        for kept in self.journal.values() {
            let cell = (kept.agent, kept.client);
            let there = self.server.held.contains(&cell);
            let ours = self.server.changes.contains_key(&cell);
            match kept.written {
                Written::Changed => assert!(there, "{kept:?}, seed {seed}"),
                Written::Already => assert!(there && !ours, "{kept:?}, seed {seed}"),
                Written::Failed => {
                    let refused = self.server.never.contains(&kept.client);
                    assert!(refused || kept.attempts >= 3, "{kept:?}, seed {seed}");
                    assert!(!there, "{kept:?}, seed {seed}");
                }
                other => panic!("{other:?} is no end, seed {seed}"),
            }
            if ours {
                assert_eq!(kept.written, Written::Changed, "ours to undo, seed {seed}");
            }
        }
    }
}

#[test]
fn nothing_is_doubled_or_lost_in_any_trouble() {
    for seed in 1..400 {
        let mut story = Story::new(seed, 30, 1 + (seed % 3) as u32);
        story.through();
        story.judge(seed);
    }
}

#[test]
fn wherever_the_program_is_ended_the_job_comes_out_the_same() {
    // How many points an undisturbed run has.
    let mut whole = Story::new(7, 12, 2);
    whole.through();
    let points = whole.steps;
    assert!(points > 30);
    for point in 1..=points {
        for seed in [7, 8, 9] {
            let mut story = Story::new(seed, 12, 2);
            story.ends_after = Some(point);
            story.through();
            story.judge(seed);
        }
    }
}

#[test]
fn an_undisturbed_job_costs_one_call_for_each_row() {
    let mut story = Story::new(3, 40, 1);
    story.trouble = false;
    assert!(matches!(story.run(), Ok(true)));
    assert_eq!(story.server.calls, 40);
}
