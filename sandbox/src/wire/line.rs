//! TCP connections that can be cut: what is still to be written is thrown away, and the client sees a reset.
//!
//! HTTP has no answer that means "the connection broke", so the break is made below it. Whoever serves a request is given the
//! connection's [`Line`].

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// A handle on a connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line(Arc<AtomicBool>);

impl Line {
    /// Cuts the connection as soon as something is written to it or it is dropped.
    pub(crate) fn cut(&self) {
        self.0.store(true, Ordering::Release);
    }

    fn intact(&self) -> io::Result<()> {
        if self.0.load(Ordering::Acquire) { Err(io::ErrorKind::ConnectionReset.into()) } else { Ok(()) }
    }
}

/// A connection that can be cut.
#[derive(Debug)]
pub(crate) struct Wired {
    stream: TcpStream,
    line: Line,
}

impl Wired {
    /// Makes a connection one that can be cut.
    pub(crate) fn of(stream: TcpStream) -> Self {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection will be slower than it could be");
        }
        Self { stream, line: Line::default() }
    }

    /// The handle on it.
    pub(crate) fn line(&self) -> Line {
        self.line.clone()
    }
}

impl AsyncRead for Wired {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wired {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.line.intact()?;
        Pin::new(&mut self.get_mut().stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.line.intact()?;
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(context, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // Shutting down would end the connection in good order, which a cut one does not.
        self.line.intact()?;
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

impl Drop for Wired {
    fn drop(&mut self) {
        if self.line.intact().is_err() {
            // Without lingering, closing sends a reset. Where that is refused the client sees an end, which is a break too.
            let _ = self.stream.set_zero_linger();
        }
    }
}
