//! The server: translates HTTP to [`app`](crate::app) calls and back. One file a thing that is asked for.
//!
//! Until there are users it listens on loopback only, where nobody but the user of the machine reaches it. Nothing that
//! is sent is kept where nobody asks to keep it, nothing is asked of any other server; what takes time runs on threads of its own.

mod access;
mod answer;
pub mod api;
mod copies;
mod door;
mod drafts;
mod health;
mod in_step;
mod languagetool;
mod mcp;
mod page;
mod problem;
mod readings;
mod routes;
mod screens;
mod state;

use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;

#[cfg(feature = "oidc")]
pub use access::{Authorities, Claim, Provider};
pub use mcp::converse;
pub use state::{Setting, State, StateError};

/// Why the server cannot listen.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// The address is none, or is taken.
    #[error("không mở được địa chỉ {address}: {error}")]
    Address {
        /// The address as given.
        address: String,
        /// What the system said.
        error: io::Error,
    },
    /// Others than the user of the machine could reach it.
    #[error(
        "chỉ mở được ở địa chỉ nội bộ của máy (127.0.0.1, [::1], localhost), không mở ở {address}: máy chủ chưa có \
         người dùng và mật khẩu nên ai trong mạng cũng sẽ đọc được sổ đăng ký; thêm quản trị viên bằng soat user add \
         (docs/server.md)"
    )]
    Open {
        /// The address as given.
        address: String,
    },
}

/// Takes the address `HOST:PORT`; port 0 takes a free one. One that others reach is taken only where `guarded`: where
/// nobody comes in without signing in.
///
/// # Errors
/// Others reach the address while it is not guarded, or another program has it.
pub fn listen(address: &str, guarded: bool) -> Result<TcpListener, ListenError> {
    let failed = |error| ListenError::Address { address: address.to_owned(), error };
    let all: Vec<SocketAddr> = address.to_socket_addrs().map_err(failed)?.collect();
    if !guarded && all.iter().any(|address| !address.ip().is_loopback()) {
        return Err(ListenError::Open { address: address.to_owned() });
    }
    let listener = TcpListener::bind(all.as_slice()).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    Ok(listener)
}

/// Serves on `listener` until the process is asked to end; requests under way are answered first. `ready` is called with
/// the address once requests and the signal to end are heard.
///
/// # Errors
/// The system gives no threads or no signals.
pub fn serve(listener: TcpListener, state: State, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    // A check keeps a core busy: more at once would only make each slower.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(threads.max(2) * 2).build()?;
    runtime.block_on(async {
        let end = ended()?;
        ready(listener.local_addr()?);
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let state = Arc::new(state.taking_documents()?);
        let routes = routes::router(routes::all(), &state);
        let service = door::guard(routes, state).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(end).await
    })
}

/// Returns what waits until the process is asked to end: by Ctrl-C, or by the system.
#[cfg(unix)]
fn ended() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(std::future::poll_fn(move |cx| {
        let ended = interrupted.poll_recv(cx).is_ready() || terminated.poll_recv(cx).is_ready();
        if ended { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    }))
}

/// Returns what waits until the process is asked to end, by Ctrl-C.
#[cfg(windows)]
fn ended() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupted.recv().await;
    })
}
