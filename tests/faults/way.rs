//! The way to a database on a server, which can be slow, blocked or cut.

use std::{net::Ipv4Addr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// How it is just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Open,
    /// Whatever goes along it takes so long.
    Slow(Duration),
    /// Nothing comes through, and nobody is told.
    Blocked,
    /// It ends at once for whoever takes it.
    Cut,
}

/// A way, as long as this is kept.
pub(crate) struct Way {
    state: watch::Sender<State>,
    /// How often it has lost what was on it.
    losses: watch::Sender<u32>,
    /// The address of the database along this way.
    pub(crate) address: String,
}

impl Way {
    /// A way to a database, which is open.
    pub(crate) async fn to(database: &str) -> Self {
        let (start, rest) = database.split_once('@').expect("it names who asks");
        let (server, name) = rest.split_once('/').expect("it names the database");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("loopback has a free port");
        let address = format!("{start}@{}/{name}", listener.local_addr().expect("it is bound"));
        let (state, losses, server) = (watch::Sender::new(State::Open), watch::Sender::new(0), server.to_owned());
        let (watched, lost) = (state.subscribe(), losses.subscribe());
        tokio::spawn(async move {
            // It ends with the way.
            while watched.has_changed().is_ok() {
                let Ok((near, _)) = listener.accept().await else { return };
                tokio::spawn(along(near, server.clone(), watched.clone(), lost.clone()));
            }
        });
        Self { state, losses, address }
    }

    pub(crate) fn becomes(&self, state: State) {
        self.state.send_replace(state);
    }

    /// Loses whatever is on it, without a word to anybody. Who sets out anew arrives.
    pub(crate) fn loses_all(&self) {
        self.losses.send_modify(|losses| *losses += 1);
    }
}

/// Goes along until either end closes, or the way is cut, or until nothing comes of it any more.
async fn along(near: TcpStream, server: String, mut state: watch::Receiver<State>, mut lost: watch::Receiver<u32>) {
    lost.mark_unchanged();
    if *state.borrow_and_update() == State::Cut {
        return;
    }
    let (mut near, Ok(mut far)) = (near, TcpStream::connect(server).await) else { return };
    let ((from_near, to_near), (from_far, to_far)) = (near.split(), far.split());
    let is_lost = tokio::select! {
        () = carries(from_near, to_far, state.clone()) => false,
        () = carries(from_far, to_near, state.clone()) => false,
        _ = state.wait_for(|state| *state == State::Cut) => false,
        Ok(()) = lost.changed() => true,
    };
    if is_lost {
        // Both ends stay as they are, and neither hears of the other again.
        let _ = state.wait_for(|state| *state == State::Cut).await;
    }
}

async fn carries(
    mut from: impl AsyncReadExt + Unpin,
    mut to: impl AsyncWriteExt + Unpin,
    mut state: watch::Receiver<State>,
) {
    let mut some = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut some).await {
        let slow = match *state.borrow_and_update() {
            State::Slow(by) => by,
            _ => Duration::ZERO,
        };
        tokio::time::sleep(slow).await;
        if state.wait_for(|state| *state != State::Blocked).await.is_err() || to.write_all(&some[..read]).await.is_err()
        {
            return;
        }
    }
}
