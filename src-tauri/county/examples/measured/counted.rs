//! A listener that counts what goes over its lines, in both directions.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// The listener.
pub(crate) struct Counted {
    inner: TcpListener,
    bytes: Arc<AtomicU64>,
}

/// One of its lines.
pub(crate) struct Line {
    inner: TcpStream,
    bytes: Arc<AtomicU64>,
}

impl Counted {
    pub(crate) async fn bind(bytes: Arc<AtomicU64>) -> Self {
        let inner = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        Self { inner, bytes }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.inner.local_addr().expect("an address")
    }
}

impl Listener for Counted {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        let (inner, from) = self.inner.accept().await.expect("a line");
        let bytes = self.bytes.clone();
        (Line { inner, bytes }, from)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.inner.local_addr()
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.inner).poll_read(context, buffer);
        let heard = buffer.filled().len() - before;
        self.bytes.fetch_add(heard as u64, Ordering::Relaxed);
        read
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(context, bytes);
        if let Poll::Ready(Ok(count)) = written {
            self.bytes.fetch_add(count as u64, Ordering::Relaxed);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}
