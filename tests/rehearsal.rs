//! The rehearsal: everything that is proved about the finished house from outside; it looks into
//! no room.

#[cfg(all(test, unix))]
mod browser;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod printing;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod tidy;
#[cfg(all(test, unix))]
mod window;

#[cfg(test)]
#[path = "fixtures/photos.rs"]
mod photos;

// Not for tests alone, so that its own lint exceptions mean the same as in intake's tests.
#[expect(
    unreachable_pub,
    dead_code,
    reason = "shared with intake's tests, which use the rest"
)]
#[path = "fixtures/workbooks.rs"]
mod workbooks;
