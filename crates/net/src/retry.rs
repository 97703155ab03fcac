//! When a read is tried again, and how long after.

use std::time::Duration;

use rand::Rng;

use crate::{Answer, NetError};

/// Attempts at one read, the first included.
pub(crate) const ATTEMPTS: u32 = 3;
/// Longest wait that the other side may ask for; a longer one goes to the caller, with the answer.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// Wait before the second attempt, before jitter; doubled for the third.
const FIRST_WAIT: Duration = Duration::from_millis(300);

/// How long to wait before attempt number `next` (2 or 3), or `None` when the outcome stands.
pub(crate) fn wait(next: u32, outcome: &Result<Answer, NetError>) -> Option<Duration> {
    match outcome {
        // The usual statuses of a service under load or behind a restarting gateway (RFC 9110 sections 15.6.3-15.6.5,
        // RFC 6585 section 4). A 500 is a bug on the other side and comes again.
        Ok(answer) if matches!(answer.status, 429 | 502 | 503 | 504) => {
            match answer.retry_after() {
                Some(seconds) => {
                    let asked = Duration::from_secs(u64::from(seconds));
                    (asked <= LONGEST_WAIT).then(|| asked + jitter(FIRST_WAIT) / 2)
                }
                None => Some(backoff(next)),
            }
        }
        // A pooled connection that the other side had closed, a gateway that restarted.
        Err(NetError::Cut { .. }) => Some(backoff(next)),
        // Offline: the caller waits for the network. Timeouts: the person has waited long enough.
        Ok(_) | Err(_) => None,
    }
}

fn backoff(next: u32) -> Duration {
    jitter(FIRST_WAIT * 2u32.saturating_pow(next.saturating_sub(2)))
}

/// Half to one and a half times `around`, so that many clients do not come back together.
fn jitter(around: Duration) -> Duration {
    around.mul_f64(rand::rng().random_range(0.5..1.5))
}

#[cfg(test)]
mod tests {
    use super::wait;
    use crate::NetError;
    use crate::answer::tests::answer;
    use std::time::Duration;

    #[test]
    fn load_and_cuts_are_tried_again_faults_are_not() {
        for status in [429, 502, 503, 504] {
            assert!(wait(2, &Ok(answer(status, &[], ""))).is_some(), "{status}");
        }
        for status in [200, 204, 400, 401, 403, 404, 409, 500] {
            assert!(wait(2, &Ok(answer(status, &[], ""))).is_none(), "{status}");
        }
        assert!(wait(2, &Err(NetError::Cut { sent: true })).is_some());
        assert!(wait(2, &Err(NetError::Offline)).is_none());
        assert!(wait(2, &Err(NetError::Timeout { sent: true })).is_none());
    }

    #[test]
    fn a_short_retry_after_is_honoured_a_long_one_is_the_callers() {
        let short = wait(2, &Ok(answer(429, &[("retry-after", "2")], ""))).expect("worth waiting");
        assert!(
            short >= Duration::from_secs(2) && short < Duration::from_secs(3),
            "{short:?}"
        );
        assert_eq!(
            wait(2, &Ok(answer(429, &[("retry-after", "60")], ""))),
            None
        );
    }

    #[test]
    fn waits_grow() {
        let cut = Err(NetError::Cut { sent: true });
        let second = wait(2, &cut).expect("tried again");
        let third = wait(3, &cut).expect("tried again");
        assert!(second <= Duration::from_millis(450) && second >= Duration::from_millis(150));
        assert!(third <= Duration::from_millis(900) && third >= Duration::from_millis(300));
    }
}
