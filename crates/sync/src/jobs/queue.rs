//! The rows of a job, and the next step.

use std::collections::{BTreeMap, BTreeSet};

use super::AT_ONCE;

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// To be sent.
    Waiting,
    /// Sent, and nobody knows what came of it: the answer was lost, or the program ended before it came.
    Unknown,
    /// This job changed it.
    Changed,
    /// It was so already.
    Already,
    /// Refused.
    Failed,
    /// Taken out before it was sent.
    Dropped,
}

/// A row: one client, one agent, one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place in the job.
    pub seq: u32,
    /// Which of the job's agents.
    pub agent: u32,
    /// Which of the job's clients.
    pub client: u32,
    /// It gives, and so may be what registers the agent.
    pub gives: bool,
    /// Where it stands.
    pub state: State,
}

/// The next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send this row, after writing down that it is sent.
    Send(u32),
    /// Wait until a call that is under way has been answered.
    Await,
    /// Read what an agent holds, and settle its unknown rows.
    Read(u32),
    /// Read what an agent holds, to show what is there in the end.
    Check(u32),
    /// All is done.
    Done,
}

/// What is left of a job.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    rows: BTreeMap<u32, Row>,
    waiting: BTreeMap<u32, BTreeSet<u32>>,
    unknown: BTreeMap<u32, BTreeSet<u32>>,
    under_way: BTreeSet<u32>,
    /// Agents that need no call alone: people, and system users that this job has given a client.
    open: BTreeSet<u32>,
    to_check: BTreeSet<u32>,
    is_stopped: bool,
}

impl Queue {
    /// From what was written. `people`: agents that are registered before they are given anything. `checked`: agents that
    /// were read after their last row was settled.
    pub fn new(
        rows: impl IntoIterator<Item = Row>,
        people: impl IntoIterator<Item = u32>,
        checked: &BTreeSet<u32>,
    ) -> Self {
        let mut queue = Queue {
            open: people.into_iter().collect(),
            ..Queue::default()
        };
        for row in rows {
            queue.rows.insert(row.seq, row);
            queue.sort_in(row);
            if !matches!(row.state, State::Dropped) && !checked.contains(&row.agent) {
                queue.to_check.insert(row.agent);
            }
        }
        queue
    }

    fn sort_in(&mut self, row: Row) {
        match row.state {
            State::Waiting => {
                self.waiting.entry(row.agent).or_default().insert(row.seq);
            }
            State::Unknown => {
                self.unknown.entry(row.agent).or_default().insert(row.seq);
            }
            State::Changed | State::Already if row.gives => {
                self.open.insert(row.agent);
            }
            State::Changed | State::Already | State::Failed | State::Dropped => {}
        }
    }

    /// Sends nothing more; what is under way is still waited for.
    pub fn stop(&mut self) {
        self.is_stopped = true;
    }

    /// Takes out what was not sent: the job was cancelled. What was sent comes to its end.
    pub fn drop_waiting(&mut self) {
        for seq in std::mem::take(&mut self.waiting).into_values().flatten() {
            if let Some(row) = self.rows.get_mut(&seq) {
                row.state = State::Dropped;
            }
        }
        let touched: BTreeSet<u32> = self
            .rows
            .values()
            .filter(|row| row.state != State::Dropped)
            .map(|row| row.agent)
            .collect();
        self.to_check.retain(|agent| touched.contains(agent));
    }

    /// The next step.
    pub fn next(&self) -> Step {
        if self.is_stopped {
            return if self.under_way.is_empty() {
                Step::Done
            } else {
                Step::Await
            };
        }
        if let Some((&agent, _)) = self.unknown.first_key_value() {
            // Read when nothing is on its way any more, so that what is read is the end of it.
            return if self.under_way.is_empty() {
                Step::Read(agent)
            } else {
                Step::Await
            };
        }
        if let Some(seq) = self.to_send() {
            return Step::Send(seq);
        }
        if !self.under_way.is_empty() {
            return Step::Await;
        }
        match self.to_check.first() {
            Some(&agent) => Step::Check(agent),
            None => Step::Done,
        }
    }

    fn to_send(&self) -> Option<u32> {
        if self.under_way.len() >= AT_ONCE || self.is_someone_alone() {
            return None;
        }
        for (agent, rows) in &self.waiting {
            let first = rows.first().and_then(|seq| self.rows.get(seq))?;
            if first.gives && !self.open.contains(agent) {
                return self.under_way.is_empty().then_some(first.seq);
            }
            let free = rows.iter().find(|seq| self.is_free(**seq));
            if let Some(&seq) = free {
                return Some(seq);
            }
        }
        None
    }

    /// Whether the call under way is one that registers an agent.
    fn is_someone_alone(&self) -> bool {
        let mut under_way = self.under_way.iter().filter_map(|seq| self.rows.get(seq));
        under_way.any(|row| row.gives && !self.open.contains(&row.agent))
    }

    /// Whether a row may be sent beside what is under way.
    fn is_free(&self, seq: u32) -> bool {
        let Some(row) = self.rows.get(&seq) else {
            return false;
        };
        let mut under_way = self.under_way.iter().filter_map(|seq| self.rows.get(seq));
        (!row.gives || self.open.contains(&row.agent))
            && under_way.all(|other| (other.agent, other.client) != (row.agent, row.client))
    }

    /// Notes that a row is on its way.
    pub fn sent(&mut self, seq: u32) {
        if let Some(row) = self.rows.get(&seq)
            && let Some(waiting) = self.waiting.get_mut(&row.agent)
        {
            waiting.remove(&seq);
            if waiting.is_empty() {
                self.waiting.remove(&row.agent);
            }
            self.under_way.insert(seq);
        }
    }

    /// Notes where a row stands after its answer, or after its agent was read.
    pub fn settled(&mut self, seq: u32, state: State) {
        self.under_way.remove(&seq);
        let Some(row) = self.rows.get_mut(&seq) else {
            return;
        };
        row.state = state;
        let row = *row;
        for sorted in [&mut self.waiting, &mut self.unknown] {
            if let Some(rows) = sorted.get_mut(&row.agent) {
                rows.remove(&seq);
                if rows.is_empty() {
                    sorted.remove(&row.agent);
                }
            }
        }
        self.sort_in(row);
    }

    /// Rows of an agent that were sent without an answer.
    pub fn unknown_of(&self, agent: u32) -> Vec<u32> {
        let rows = self.unknown.get(&agent);
        rows.into_iter().flatten().copied().collect()
    }

    /// Rows of an agent that were not sent.
    pub fn waiting_of(&self, agent: u32) -> Vec<u32> {
        let rows = self.waiting.get(&agent);
        rows.into_iter().flatten().copied().collect()
    }

    /// Notes that an agent was read after the last of its rows.
    pub fn checked(&mut self, agent: u32) {
        self.to_check.remove(&agent);
    }

    /// A row.
    pub fn row(&self, seq: u32) -> Option<&Row> {
        self.rows.get(&seq)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Queue, Row, State, Step};

    fn row(seq: u32, agent: u32, client: u32, gives: bool) -> Row {
        Row {
            seq,
            agent,
            client,
            gives,
            state: State::Waiting,
        }
    }

    fn queue(rows: impl IntoIterator<Item = Row>) -> Queue {
        Queue::new(rows, [], &BTreeSet::new())
    }

    /// Sends until it must wait; gives the rows.
    fn send(queue: &mut Queue) -> Vec<u32> {
        let mut sent = Vec::new();
        while let Step::Send(seq) = queue.next() {
            queue.sent(seq);
            sent.push(seq);
        }
        sent
    }

    #[test]
    fn the_first_gift_to_a_system_user_goes_alone_then_five_at_once() {
        let mut queue = queue((0..10).map(|n| row(n, 0, n, true)));
        assert_eq!(send(&mut queue), [0]);
        assert_eq!(queue.next(), Step::Await);
        queue.settled(0, State::Already);
        assert_eq!(send(&mut queue), [1, 2, 3, 4, 5]);
        queue.settled(3, State::Changed);
        assert_eq!(send(&mut queue), [6]);
    }

    #[test]
    fn a_first_gift_that_fails_does_not_open_the_agent() {
        let mut queue = queue((0..3).map(|n| row(n, 0, n, true)));
        assert_eq!(send(&mut queue), [0]);
        queue.settled(0, State::Failed);
        assert_eq!(send(&mut queue), [1], "alone again");
    }

    #[test]
    fn another_agents_first_gift_waits_until_all_is_quiet() {
        let mut queue = queue([
            row(0, 0, 0, true),
            row(1, 0, 1, true),
            row(2, 0, 2, true),
            row(3, 1, 0, true),
        ]);
        assert_eq!(send(&mut queue), [0]);
        queue.settled(0, State::Changed);
        assert_eq!(send(&mut queue), [1, 2]);
        queue.settled(1, State::Changed);
        assert_eq!(queue.next(), Step::Await);
        queue.settled(2, State::Changed);
        assert_eq!(send(&mut queue), [3]);
    }

    #[test]
    fn people_and_removals_need_no_call_alone() {
        let mut people = Queue::new((0..9).map(|n| row(n, 0, n, true)), [0], &BTreeSet::new());
        assert_eq!(send(&mut people).len(), 5);
        let mut removals = queue((0..9).map(|n| row(n, 0, n, false)));
        assert_eq!(send(&mut removals).len(), 5);
    }

    #[test]
    fn a_cell_is_changed_by_one_call_at_a_time() {
        let mut queue = Queue::new(
            [row(0, 0, 7, false), row(1, 0, 7, true), row(2, 0, 8, true)],
            [0],
            &BTreeSet::new(),
        );
        assert_eq!(send(&mut queue), [0, 2]);
        queue.settled(0, State::Changed);
        assert_eq!(send(&mut queue), [1]);
    }

    #[test]
    fn nothing_is_sent_while_an_outcome_is_unknown() {
        let mut queue = Queue::new((0..9).map(|n| row(n, 0, n, true)), [0], &BTreeSet::new());
        assert_eq!(send(&mut queue).len(), 5);
        queue.settled(2, State::Unknown);
        assert_eq!(queue.next(), Step::Await, "the others come to their end");
        for seq in [0, 1, 3, 4] {
            queue.settled(seq, State::Changed);
        }
        assert_eq!(queue.next(), Step::Read(0));
        assert_eq!(queue.unknown_of(0), [2]);
        queue.settled(2, State::Waiting);
        assert_eq!(send(&mut queue), [2, 5, 6, 7, 8]);
    }

    #[test]
    fn each_agent_is_read_once_in_the_end() {
        let mut queue = Queue::new(
            [row(0, 0, 0, true), row(1, 1, 0, true)],
            [0, 1],
            &BTreeSet::new(),
        );
        assert_eq!(send(&mut queue), [0, 1]);
        queue.settled(0, State::Changed);
        queue.settled(1, State::Failed);
        for agent in [0, 1] {
            assert_eq!(queue.next(), Step::Check(agent));
            queue.checked(agent);
        }
        assert_eq!(queue.next(), Step::Done);
        let mut done = row(0, 0, 0, true);
        done.state = State::Changed;
        assert_eq!(
            Queue::new([done], [], &BTreeSet::from([0])).next(),
            Step::Done,
            "not again after a restart"
        );
    }

    #[test]
    fn cancelled_it_finds_out_what_was_sent() {
        let mut queue = Queue::new(
            (0..9).map(|n| row(n, n / 8, n, true)),
            [0, 1],
            &BTreeSet::new(),
        );
        send(&mut queue);
        queue.drop_waiting();
        queue.settled(0, State::Unknown);
        for seq in 1..5 {
            assert_eq!(queue.next(), Step::Await);
            queue.settled(seq, State::Changed);
        }
        assert_eq!(queue.next(), Step::Read(0));
        queue.settled(0, State::Dropped);
        assert_eq!(
            queue.next(),
            Step::Check(0),
            "and nothing of the other agent"
        );
        queue.checked(0);
        assert_eq!(queue.next(), Step::Done);
    }

    #[test]
    fn stopped_it_only_waits_for_what_is_under_way() {
        let mut queue = Queue::new((0..9).map(|n| row(n, 0, n, true)), [0], &BTreeSet::new());
        send(&mut queue);
        queue.stop();
        for seq in 0..5 {
            assert_eq!(queue.next(), Step::Await);
            queue.settled(seq, State::Changed);
        }
        assert_eq!(queue.next(), Step::Done);
    }
}
