//! The listener: one port, for one attempt.

use std::collections::VecDeque;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::timeout;
use url::Url;

use super::callback::{Awaited, Callback, PATH, Refusal, Verdict, judge};
use super::page::Page;
use super::request::{HEAD_CAP, parse};
use crate::error::AuthError;

/// Time for a client to send its request.
const TO_READ: Duration = Duration::from_secs(5);
/// Time for a client to take its page.
const TO_WRITE: Duration = Duration::from_secs(2);
/// How long, and how much, of a rejected request is read on, so that the client gets to see the page.
const TO_DRAIN: Duration = Duration::from_secs(1);
const DRAINED: usize = 4 * 1024 * 1024;
/// Clients at a time; one more pushes out the oldest, so that idle connections cannot keep the real answer out.
const AT_ONCE: usize = 32;

/// A bound port that nobody else can share.
#[derive(Debug)]
pub(crate) struct Listener {
    socket: TcpListener,
    port: u16,
}

impl Listener {
    /// Takes a free port on `127.0.0.1`, before any browser is opened.
    pub(crate) fn bind() -> Result<Self, AuthError> {
        let bound = exclusive_socket().and_then(|socket| {
            let port = socket.local_addr()?.port();
            Ok(Listener { socket, port })
        });
        bound.map_err(|error| {
            tracing::error!(kind = ?error.kind(), "no local port for the login");
            AuthError::NoLoopback
        })
    }

    /// The redirect address: registered without a port, used with this one (RFC 8252 section 7.3).
    pub(crate) fn redirect_uri(&self) -> Url {
        let address = format!("http://127.0.0.1:{}{PATH}", self.port);
        address
            .parse()
            .expect("a constant address with a port is valid")
    }

    /// Waits until the awaited answer comes; turns everything else away. Closes the port when it returns, or when it
    /// is dropped.
    pub(crate) async fn wait(self, awaited: Awaited) -> Callback {
        let awaited = Arc::new(awaited);
        let (found, mut answer) = mpsc::channel::<Callback>(1);
        let mut clients = JoinSet::new();
        let mut order: VecDeque<AbortHandle> = VecDeque::new();
        loop {
            tokio::select! {
                biased;
                Some(callback) = answer.recv() => return callback,
                Some(_) = clients.join_next() => order.retain(|client| !client.is_finished()),
                accepted = self.socket.accept() => {
                    // An accept that fails (out of file handles, a client already gone) says nothing of the next one.
                    let Ok((stream, from)) = accepted else {
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        continue;
                    };
                    if !from.ip().is_loopback() {
                        continue;
                    }
                    if order.len() >= AT_ONCE
                        && let Some(oldest) = order.pop_front() {
                            oldest.abort();
                        }
                    let client = serve(stream, self.port, Arc::clone(&awaited), found.clone());
                    order.push_back(clients.spawn(client));
                }
            }
        }
    }
}

/// A socket with the port to itself: no `SO_REUSEADDR`, no `SO_REUSEPORT`, and on Windows, where that is not enough,
/// `SO_EXCLUSIVEADDRUSE`. The standard library's own `bind` sets `SO_REUSEADDR` on Unix.
fn exclusive_socket() -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    #[cfg(windows)]
    exclude_others(&socket)?;
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
    socket.listen(64)
}

#[cfg(windows)]
#[expect(
    unsafe_code,
    reason = "the option is reached through the system's own call only"
)]
fn exclude_others(socket: &TcpSocket) -> io::Result<()> {
    use std::os::windows::io::AsRawSocket;
    use windows_sys::Win32::Networking::WinSock::{
        SO_EXCLUSIVEADDRUSE, SOCKET, SOL_SOCKET, setsockopt,
    };
    let on: i32 = 1;
    let length = i32::try_from(size_of::<i32>()).expect("four bytes");
    // SAFETY: the handle is open for the length of the call, and the value pointed to is four bytes, as said.
    let outcome = unsafe {
        setsockopt(
            socket.as_raw_socket() as SOCKET,
            SOL_SOCKET,
            SO_EXCLUSIVEADDRUSE,
            (&raw const on).cast(),
            length,
        )
    };
    if outcome == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

/// Serves one client: one request, one page.
async fn serve(
    mut stream: TcpStream,
    port: u16,
    awaited: Arc<Awaited>,
    found: mpsc::Sender<Callback>,
) {
    let verdict = match timeout(TO_READ, read_head(&mut stream)).await {
        Err(_) => Verdict::Away(Refusal::TooSlow),
        Ok(Err(_)) => return,
        Ok(Ok(None)) => Verdict::Away(Refusal::TooLong),
        Ok(Ok(Some(head))) => match parse(&head) {
            Some(request) => judge(&request, port, &awaited),
            None => Verdict::Away(Refusal::BadRequest),
        },
    };
    match verdict {
        Verdict::Away(refusal) => {
            tracing::info!(?refusal, "a request that is not the awaited answer");
            write(&mut stream, Page::Away(refusal), &awaited.locale).await;
            drain(&mut stream).await;
        }
        Verdict::Answer(callback) => {
            // Whoever comes first is the answer; the place in the channel is there once.
            let Ok(place) = found.try_reserve() else {
                write(
                    &mut stream,
                    Page::Away(Refusal::BadRequest),
                    &awaited.locale,
                )
                .await;
                return;
            };
            write(&mut stream, Page::of(&callback), &awaited.locale).await;
            place.send(callback);
        }
    }
}

/// Reads up to the empty line; `None` when the head is too long.
async fn read_head(stream: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    let mut head = Vec::with_capacity(2048);
    let mut piece = [0u8; 2048];
    loop {
        let count = stream.read(&mut piece).await?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let seen = head.len().saturating_sub(3);
        head.extend_from_slice(&piece[..count]);
        if let Some(at) = head[seen..].windows(4).position(|four| four == b"\r\n\r\n") {
            head.truncate(seen + at);
            return Ok((head.len() <= HEAD_CAP).then_some(head));
        }
        if head.len() > HEAD_CAP {
            return Ok(None);
        }
    }
}

/// Sends a page. A client that does not take it is no concern of the attempt.
async fn write(stream: &mut TcpStream, page: Page, locale: &str) {
    let response = page.response(locale);
    let _ = timeout(TO_WRITE, async {
        stream.write_all(response.as_bytes()).await?;
        stream.shutdown().await
    })
    .await;
}

/// Reads on what a rejected client still sends: closing at once would reset the connection before it saw the page.
async fn drain(stream: &mut TcpStream) {
    let _ = timeout(TO_DRAIN, async {
        let mut rest = [0u8; 8192];
        let mut total = 0;
        while total < DRAINED {
            match stream.read(&mut rest).await {
                Ok(0) | Err(_) => break,
                Ok(count) => total += count,
            }
        }
    })
    .await;
}

#[cfg(test)]
mod tests {
    use super::Listener;
    use std::net::Ipv4Addr;
    use tokio::net::TcpSocket;

    #[tokio::test]
    async fn the_port_is_not_shared() {
        let ours = Listener::bind().expect("bound");
        let address = (Ipv4Addr::LOCALHOST, ours.port).into();
        for reuse in [false, true] {
            let thief = TcpSocket::new_v4().expect("a socket");
            thief.set_reuseaddr(reuse).expect("set");
            #[cfg(unix)]
            thief.set_reuseport(reuse).expect("set");
            assert!(
                thief.bind(address).and_then(|()| thief.listen(1)).is_err(),
                "reuse {reuse}"
            );
        }
    }

    #[tokio::test]
    async fn the_redirect_address_names_the_port() {
        let listener = Listener::bind().expect("bound");
        let address = listener.redirect_uri();
        assert_eq!(address.host_str(), Some("127.0.0.1"));
        assert_eq!(address.port(), Some(listener.port));
        assert_eq!(address.path(), "/callback");
    }
}
