//! Serving HTTP to whoever connects: only so many connections at once, and none for long that says nothing.
//!
//! Whoever opens connections and leaves them open would otherwise use up the files that a process may open, and with them the
//! database and the way to Discord. Where all places are taken, the connection that has been there longest makes way for the next.

use std::{io, pin::pin, sync::Arc, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Notify, Semaphore},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// The most connections at once, far below the 1,024 files that a process may usually have open.
const CONNECTIONS: usize = 256;

/// How long a connection may take from being opened, or from an answer, until the next request's headers are there. Load balancers
/// keep connections for later, most for a minute or a minute and a half, Caddy for two; they must be first to close them.
const SILENCE: Duration = Duration::from_secs(150);

/// How long a connection that makes way has for the request that it is at.
const FINISH: Duration = Duration::from_secs(5);

/// How long to wait after a connection could not be taken: mostly because the process has too many files open.
const PAUSE: Duration = Duration::from_secs(1);

/// Answers requests until told to stop, then finishes those that are there.
pub(super) async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    Serving { connections: CONNECTIONS, silence: SILENCE, finish: FINISH }.serve(listener, router, stop).await;
}

#[derive(Clone, Copy)]
struct Serving {
    connections: usize,
    silence: Duration,
    finish: Duration,
}

impl Serving {
    async fn serve(self, listener: TcpListener, router: Router, stop: CancellationToken) {
        let places = Arc::new(Semaphore::new(self.connections));
        let crowd = Arc::new(Notify::new());
        let (open, service) = (TaskTracker::new(), TowerToHyperService::new(router));
        let next = async || {
            let stream = accepted(&listener).await;
            if places.available_permits() == 0 {
                crowd.notify_one();
            }
            (stream, Arc::clone(&places).acquire_owned().await)
        };
        loop {
            let (stream, place) = tokio::select! {
                next = next() => next,
                () = stop.cancelled() => break,
            };
            let (service, stop, crowd) = (service.clone(), stop.clone(), Arc::clone(&crowd));
            open.spawn(async move {
                self.answer(stream, service, stop, &crowd).await;
                drop(place);
            });
        }
        drop(listener);
        open.close();
        open.wait().await;
    }

    /// Answers one connection's requests until it is closed, has to make way, or everything ends.
    async fn answer(
        self,
        stream: TcpStream,
        service: TowerToHyperService<Router>,
        stop: CancellationToken,
        crowd: &Notify,
    ) {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(self.silence);
        let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            () = async { tokio::select! { () = stop.cancelled() => {}, () = crowd.notified() => {} } } => {
                connection.as_mut().graceful_shutdown();
                tokio::time::timeout(self.finish, connection).await.unwrap_or(Ok(()))
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection broke off");
        }
    }
}

/// The next connection.
async fn accepted(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Without it small answers may be held back; they come, only later.
                let _ = stream.set_nodelay(true);
                return stream;
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Whether the one that connected has gone again already, which says nothing about the next.
fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        sync::Notify,
        task::JoinHandle,
    };

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(10);
    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n";
    const HALF: &[u8] = b"GET / HTTP/1.1\r\nHost: he";

    /// Something that serves "hello" when it is told to.
    struct Served {
        address: SocketAddr,
        asked: Arc<Notify>,
        told: Arc<Notify>,
        stop: CancellationToken,
        serving: JoinHandle<()>,
    }

    impl Served {
        const ROOMY: Serving = Serving { connections: 2, silence: SILENCE, finish: FINISH };

        async fn by(serving: Serving) -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
            let address = listener.local_addr().expect("it is bound");
            let (asked, told, stop) = (Arc::new(Notify::new()), Arc::new(Notify::new()), CancellationToken::new());
            let route = {
                let (asked, told) = (Arc::clone(&asked), Arc::clone(&told));
                get(async move || {
                    asked.notify_one();
                    told.notified().await;
                    "hello"
                })
            };
            let serving = tokio::spawn(serving.serve(listener, Router::new().route("/", route), stop.clone()));
            Self { address, asked, told, stop, serving }
        }

        async fn connect(&self) -> TcpStream {
            TcpStream::connect(self.address).await.expect("it listens")
        }
    }

    async fn asks(connection: &mut TcpStream) {
        connection.write_all(REQUEST).await.expect("it is open");
    }

    async fn in_time<T>(what: impl Future<Output = T>) -> T {
        tokio::time::timeout(PATIENCE, what).await.expect("it happens")
    }

    /// What comes until the connection is closed.
    async fn rest(connection: &mut TcpStream) -> String {
        let mut rest = Vec::new();
        // A connection that is reset is closed too.
        let _ = in_time(connection.read_to_end(&mut rest)).await;
        String::from_utf8_lossy(&rest).into_owned()
    }

    async fn hello(connection: &mut TcpStream) {
        let mut answer = vec![0; 512];
        let length = in_time(connection.read(&mut answer)).await.expect("it is open");
        let answer = String::from_utf8_lossy(&answer[..length]);
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("hello"), "{answer}");
    }

    #[tokio::test]
    async fn whoever_says_nothing_or_half_a_request_is_cut_off() {
        let served = Served::by(Serving { silence: Duration::from_millis(50), ..Served::ROOMY }).await;
        for said in [b"".as_slice(), HALF] {
            let mut connection = served.connect().await;
            connection.write_all(said).await.expect("it is open");
            assert!(!rest(&mut connection).await.contains("hello"));
        }
    }

    #[tokio::test]
    async fn where_all_places_are_taken_the_first_makes_way_once_it_is_answered() {
        let served = Served::by(Serving { connections: 1, ..Served::ROOMY }).await;
        let mut first = served.connect().await;
        asks(&mut first).await;
        in_time(served.asked.notified()).await;
        let mut second = served.connect().await;
        asks(&mut second).await;
        let early = tokio::time::timeout(Duration::from_millis(50), served.asked.notified()).await;
        assert!(early.is_err(), "the place is taken");
        served.told.notify_one();
        assert!(rest(&mut first).await.ends_with("hello"), "and then it is closed");
        served.told.notify_one();
        hello(&mut second).await;
        let mut third = served.connect().await;
        asks(&mut third).await;
        served.told.notify_one();
        hello(&mut third).await;
        assert_eq!(rest(&mut second).await, "", "it had no request under way");
    }

    #[tokio::test]
    async fn whoever_takes_all_places_with_half_requests_shuts_nobody_out() {
        let served = Served::by(Serving { connections: 2, finish: Duration::from_millis(50), ..Served::ROOMY }).await;
        let mut halves = Vec::new();
        for _ in 0..10 {
            let mut half = served.connect().await;
            half.write_all(HALF).await.expect("it is open");
            halves.push(half);
        }
        let mut whole = served.connect().await;
        asks(&mut whole).await;
        served.told.notify_one();
        hello(&mut whole).await;
    }

    #[tokio::test]
    async fn told_to_stop_it_finishes_what_is_under_way_and_takes_nothing_more() {
        let served = Served::by(Served::ROOMY).await;
        let mut idle = served.connect().await;
        served.told.notify_one();
        asks(&mut idle).await;
        hello(&mut idle).await;
        in_time(served.asked.notified()).await;
        let mut busy = served.connect().await;
        asks(&mut busy).await;
        in_time(served.asked.notified()).await;
        served.stop.cancel();
        assert_eq!(rest(&mut idle).await, "");
        assert!(TcpStream::connect(served.address).await.is_err());
        served.told.notify_one();
        assert!(rest(&mut busy).await.ends_with("hello"));
        in_time(served.serving).await.expect("it does not panic");
    }
}
