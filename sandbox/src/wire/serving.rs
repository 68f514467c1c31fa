//! Taking connections and requests: bots' calls go to the REST API at once, all else through the router.

use std::convert::Infallible;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::line::{Line, Wired};
use super::{Wire, rest, router};

/// How long to wait when the operating system has no connection to give, such as without a free file descriptor.
const PAUSE: Duration = Duration::from_secs(1);

/// Serves until the sandbox stops and every connection is closed.
pub(crate) async fn serve(listener: TcpListener, wire: Wire) {
    let hall = Arc::new(Hall { rest_of_it: TowerToHyperService::new(router(wire.clone())), wire });
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(connections.spawn(talk(Arc::clone(&hall), stream))),
                Err(error) => after(&error).await,
            },
            Some(_) = connections.join_next() => {}
            () = hall.wire.stopped() => break,
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

/// A connection that is gone before it was taken is nobody's matter; otherwise it may go better in a while.
async fn after(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "no connection can be taken");
        tokio::time::sleep(PAUSE).await;
    }
}

/// Where requests arrive.
struct Hall {
    wire: Wire,
    rest_of_it: TowerToHyperService<Router>,
}

impl Hall {
    async fn answer(&self, line: &Line, request: Request<Incoming>) -> Response {
        if request.uri().path().starts_with("/api/") {
            return rest::serve(&self.wire, line, request.map(Body::new)).await;
        }
        let Ok(response) = self.rest_of_it.call(request).await;
        response
    }
}

/// Answers the requests of a connection until it, or the sandbox, ends.
async fn talk(hall: Arc<Hall>, stream: TcpStream) {
    let wired = Wired::of(stream);
    let line = wired.line();
    let own = Arc::clone(&hall);
    let service = service_fn(move |request| {
        let (hall, line) = (Arc::clone(&own), line.clone());
        async move { Ok::<_, Infallible>(hall.answer(&line, request).await) }
    });
    // Answers to requests that came together leave together.
    let mut http = http1::Builder::new();
    let connection = http.pipeline_flush(true).serve_connection(TokioIo::new(wired), service).with_upgrades();
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = hall.wire.stopped() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke");
    }
}
